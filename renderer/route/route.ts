import { useSyncExternalStore } from 'react';
import { type ScreenName, screens } from '../../core/contract/screens.ts';

/** Which screen is shown, and what is open on it: #/captures/123. Back and forward of a browser work. */
export type Route = { screen: ScreenName; open: string | null };

const home: Route = { screen: 'pulses', open: null };

export function parseRoute(hash: string): Route {
  const [, name, ...rest] = hash.replace(/^#/, '').split('/');
  const screen = screens.find((each) => each === name);
  if (screen === undefined) return home;
  const open = rest.join('/');
  return { screen, open: open === '' ? null : decoded(open) };
}

export function hashOf({ screen, open }: Route): string {
  return `#/${screen}${open === null ? '' : `/${encodeURIComponent(open)}`}`;
}

/** `open`: a capture's ID, a device's name: what the screen knows to open. */
export function go(screen: ScreenName, open: string | null = null): void {
  location.hash = hashOf({ screen, open });
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(listen, () => location.hash));
}

function listen(onChange: () => void): () => void {
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
