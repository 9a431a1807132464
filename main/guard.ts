import { isOwnPage } from './page.ts';

type Cancelled = { preventDefault(): void };

/** Of Electron's `WebContents` what is used here. */
export type GuardedContents = {
  on(event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate', listener: (details: Cancelled & { url: string }) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Cancelled) => void): unknown;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void;
};

/** Of Electron's `Session`. */
export type GuardedSession = {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, answer: (isGranted: boolean) => void, details: { requestingUrl: string }) => void,
  ): void;
  /** `origin` is empty for the explorer's frame, which has none; its address is told. */
  setPermissionCheckHandler(
    handler: (contents: unknown, permission: string, origin: string, details: { requestingUrl?: string | undefined }) => boolean,
  ): void;
};

/** "Copy" beside an error puts text on the clipboard, and reads nothing there. */
const permitted = 'clipboard-sanitized-write';

export type OutsideLinks = {
  /** https addresses by their beginning, as "https://host/"; the system's own browser shows them. */
  allowed: readonly string[];
  open(url: string): void;
};

/** The window stays on its page, opens no other one, and holds nothing but the page. */
export function guardContents(contents: GuardedContents, links: OutsideLinks): void {
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const)
    contents.on(event, (details) => {
      if (!isOwnPage(details.url)) details.preventDefault();
    });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (links.allowed.some((start) => start.startsWith('https://') && url.startsWith(start))) links.open(url);
    return { action: 'deny' };
  });
}

/** No camera, no place, no notifications of the page's own. */
export function guardSession(session: GuardedSession): void {
  session.setPermissionRequestHandler((_, permission, answer, { requestingUrl }) =>
    answer(permission === permitted && isOwnPage(requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_, permission, origin, { requestingUrl }) => permission === permitted && isOwnPage(requestingUrl ?? `${origin.replace(/\/$/, '')}/`),
  );
}
