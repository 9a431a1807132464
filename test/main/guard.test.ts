import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { type GuardedSession, guardContents, guardSession } from '../../main/guard.ts';

function contents(allowed: string[] = []) {
  const events = new EventEmitter();
  const opened: string[] = [];
  let answerWindow: (details: { url: string }) => unknown = () => 'nobody asked';
  guardContents(
    Object.assign(events, {
      setWindowOpenHandler(handler: typeof answerWindow) {
        answerWindow = handler;
      },
    }),
    {
      allowed,
      open: (url) => opened.push(url),
    },
  );
  return {
    opened,
    goesTo(event: string, url: string) {
      const prevented: true[] = [];
      events.emit(event, { url, preventDefault: () => prevented.push(true) });
      return prevented.length === 0;
    },
    opens: (url: string) => answerWindow({ url }),
  };
}

test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('%s leads nowhere but to the own page', (event) => {
  const { goesTo } = contents();
  expect(goesTo(event, 'app://exporter/#/devices')).toBe(true);
  for (const url of ['https://evil.example/', 'file:///etc/passwd', 'app://other/', 'javascript:alert(1)'])
    expect(goesTo(event, url)).toBe(false);
});

test('a page in a webview is never attached', () => {
  expect(contents().goesTo('will-attach-webview', '')).toBe(false);
});

test('no window is opened; the system shows links of the list, of which there are none yet', () => {
  const none = contents();
  expect(none.opens('https://docs.example/help')).toEqual({ action: 'deny' });
  expect(none.opened).toEqual([]);
  const some = contents(['https://docs.example/', 'file:///']);
  for (const url of ['https://docs.example/help', 'https://docs.example.evil/', 'file:///etc/passwd'])
    expect(some.opens(url)).toEqual({ action: 'deny' });
  expect(some.opened).toEqual(['https://docs.example/help']);
});

test('the page may copy text, and nothing else: no camera, no place, no reading of the clipboard; a stranger not even that', () => {
  const asked: Parameters<GuardedSession['setPermissionRequestHandler']>[0][] = [];
  const checked: Parameters<GuardedSession['setPermissionCheckHandler']>[0][] = [];
  guardSession({
    setPermissionRequestHandler: (handler) => void asked.push(handler),
    setPermissionCheckHandler: (handler) => void checked.push(handler),
  });
  const grants = (permission: string, url: string) => {
    const answers: boolean[] = [];
    asked[0]?.(null, permission, (answer) => answers.push(answer), { requestingUrl: `${url}/index.html` });
    const [isGranted] = answers;
    expect(checked[0]?.(null, permission, url, { requestingUrl: `${url}/index.html` })).toBe(isGranted);
    expect(checked[0]?.(null, permission, url, {})).toBe(isGranted);
    return isGranted;
  };
  expect(grants('clipboard-sanitized-write', 'app://exporter')).toBe(true);
  expect(grants('clipboard-sanitized-write', 'https://evil.example')).toBe(false);
  // The explorer's frame has no origin, and may copy as it may in a browser.
  expect(checked[0]?.(null, 'clipboard-sanitized-write', '', { requestingUrl: 'app://exporter/frame/explorer.html' })).toBe(true);
  expect(checked[0]?.(null, 'clipboard-sanitized-write', '', {})).toBe(false);
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem'])
    expect(grants(permission, 'app://exporter')).toBe(false);
});
