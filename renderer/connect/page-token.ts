const kept = 'exporter.token';
const inHash = /^#token=([\w-]+)$/;

/** What of a browser's window holds the token; `Window` is one. */
export type TokenPlaces = {
  location: { hash: string; pathname: string; search: string };
  history: { replaceState(data: null, unused: string, url: string): void };
  sessionStorage: { getItem(key: string): string | null; setItem(key: string, value: string): void };
};

/**
 * The token of the address that the exporter printed, or, when the page was loaded again, the one of before. It goes out of the address bar at once, so that it stays
 * out of screenshots and history. null: this page was opened without one.
 */
export function takeToken({ location, history, sessionStorage }: TokenPlaces): string | null {
  const given = inHash.exec(location.hash)?.[1];
  if (given === undefined) return sessionStorage.getItem(kept);
  sessionStorage.setItem(kept, given);
  history.replaceState(null, '', location.pathname + location.search);
  return given;
}

export function hasToken({ hash }: { hash: string }): boolean {
  return inHash.test(hash);
}
