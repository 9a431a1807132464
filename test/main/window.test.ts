import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { keptPlace } from '../../main/kept-place.ts';
import { bringForward, isLoadedAnew, openWindow, placeOf } from '../../main/window.ts';
import { placeOn } from '../../main/window-place.ts';

const left = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 2560, height: 1400 };
const kept = { x: 2000, y: 100, width: 1500, height: 900, maximised: false };

test('the window comes back where it was', () => {
  expect(placeOn([left, right], kept)).toEqual(kept);
  expect(placeOn([left, right], { ...kept, maximised: true })).toEqual({ ...kept, maximised: true });
});

test.each([
  { what: 'its screen is gone', place: kept },
  { what: 'its upper edge is above the screen', place: { ...kept, x: 0, y: -50 } },
  { what: 'only a sliver of it would show', place: { ...kept, x: 1900, y: 0 } },
  { what: 'it lies below the screen', place: { ...kept, x: 0, y: 1035 } },
])('in the middle of the first screen when $what', ({ place }) => {
  expect(placeOn([left], place)).toEqual({ x: 160, y: 40, width: 1600, height: 960, maximised: false });
});

test('never larger than its screen, and in the middle at the first start', () => {
  const small = { x: 0, y: 24, width: 1366, height: 744 };
  expect(placeOn([small], { x: 0, y: 24, width: 3000, height: 2000, maximised: true })).toEqual({ ...small, maximised: true });
  expect(placeOn([small], null)).toEqual({ ...small, maximised: false });
});

function fakeWindow() {
  const done: string[] = [];
  const events = new EventEmitter();
  let options: BrowserWindowConstructorOptions = {};
  const window = Object.assign(events, {
    maximize: () => void done.push('maximise'),
    isMaximized: () => true,
    isMinimized: () => true,
    getNormalBounds: () => ({ x: 1, y: 2, width: 3, height: 4 }),
    show: () => void done.push('show'),
    restore: () => void done.push('restore'),
    focus: () => void done.push('focus'),
    hide: () => void done.push('hide'),
    isDestroyed: () => false,
  });
  const create = (wanted: BrowserWindowConstructorOptions) => {
    options = wanted;
    return window;
  };
  return { window, done, events, create, options: () => options };
}

test('its page has a sandbox, a context of its own and no Node, and it is shown when there is something to see', () => {
  const { create, done, events, options } = fakeWindow();
  openWindow({ create, place: { ...kept, maximised: true }, preload: '/out/preload.cjs', icon: '/icon.png' });
  expect(options()).toMatchObject({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, preload: '/out/preload.cjs' },
  });
  expect(done).toEqual([]);
  events.emit('ready-to-show');
  expect(done).toEqual(['maximise', 'show']);
});

test('brought forward it is restored and has the keyboard; one that is closed stays so', () => {
  const { window, done } = fakeWindow();
  bringForward(window);
  expect(done).toEqual(['restore', 'show', 'focus']);
  bringForward({ ...window, isDestroyed: () => true });
  expect(done).toHaveLength(3);
});

test('a load that somebody cut short by loading the page again is no failure of the program', () => {
  expect(isLoadedAnew(Object.assign(new Error("ERR_ABORTED (-3) loading 'app://exporter/'"), { code: 'ERR_ABORTED', errno: -3 }))).toBe(
    true,
  );
  expect(isLoadedAnew(Object.assign(new Error('ERR_FAILED (-2)'), { code: 'ERR_FAILED', errno: -2 }))).toBe(false);
  expect(isLoadedAnew(null)).toBe(false);
});

test('its place is kept beside what else is known of it; a place that is of no use, or a store that cannot be opened, is none', () => {
  const store = { path: 'window.json', store: { version: 1 } };
  const troubles: unknown[] = [];
  const place = keptPlace(
    () => store,
    (error) => troubles.push(error),
  );
  expect(place.read()).toBeNull();
  place.write(placeOf(fakeWindow().window));
  expect(store.store).toEqual({ version: 1, x: 1, y: 2, width: 3, height: 4, maximised: true });
  expect(place.read()).toEqual({ x: 1, y: 2, width: 3, height: 4, maximised: true });
  const broken = keptPlace(
    () => {
      throw new Error('No room');
    },
    (error) => troubles.push(error),
  );
  broken.write(kept);
  expect([broken.read(), troubles]).toEqual([null, [new Error('No room')]]);
});
