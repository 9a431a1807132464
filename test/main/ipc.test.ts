import { expect, onTestFinished, test } from 'vitest';
import { serveIpc } from '../../main/ipc.ts';
import { createIpcBridge } from '../../main/ipc-bridge.ts';
import { settled, VirtualClock } from '../pulses/virtual-clock.ts';
import { noting } from '../renderer/connect/bridge-stage.ts';
import { bridgeConformance } from '../serve/bridge-conformance.ts';
import { stepped, unavailable } from '../serve/events.ts';
import { fakeDoor } from '../serve/stage.ts';
import { fakeIpcMain } from './fake-electron.ts';

const ownUrl = 'app://page/index.html';

function scene() {
  const behind = fakeDoor();
  const clock = Object.assign(new VirtualClock(), { wallMs: () => 0 });
  const electron = fakeIpcMain();
  const stop = serveIpc({ door: behind.door, ipc: electron.ipc, isTrusted: (frame) => frame?.url === ownUrl, clock });
  onTestFinished(stop);
  return { ...behind, clock, stop, ...electron };
}

bridgeConformance('the IPC of a window', async () => {
  const behind = fakeDoor();
  const { ipc, window } = fakeIpcMain();
  onTestFinished(serveIpc({ door: behind.door, ipc, isTrusted: (frame) => frame?.url === ownUrl }));
  return { behind, openBridge: () => createIpcBridge(window(ownUrl).page) };
});

test('a page of another place gets nothing and commands nothing', async () => {
  const { window, feed, clock, asked } = scene();
  const stranger = createIpcBridge(window('https://evil.example/').page);
  const page = noting();
  stranger.subscribe(page.listener);
  feed.emit(stepped('7'));
  await clock.pass(1000);
  expect(page.events).toEqual([]);
  expect(await stranger.call('stopSchedule', {})).toMatchObject({ ok: false, failure: { code: 'NOT_ALLOWED' } });
  expect(asked).toEqual([]);
});

test('a page that is loaded again begins with a fresh snapshot, whatever the one before had not taken', async () => {
  const { window, feed, clock } = scene();
  const own = window(ownUrl);
  own.page.on('exporter:events', () => undefined); // it never says that it has taken anything
  own.page.send('exporter:subscribe');
  await clock.pass(1000);
  own.reload();
  feed.emit(stepped('7'));
  const page = noting();
  createIpcBridge(own.page).subscribe(page.listener);
  await clock.pass(1000);
  expect(page.types()).toEqual(['snapshot']);
  feed.emit(stepped('8'));
  await clock.pass(100);
  expect(page.types()).toEqual(['snapshot', 'capture/stepped']);
});

test('a slow window never slows the exporter: it gets a fresh snapshot when it is free', async () => {
  const { window, feed, clock } = scene();
  const own = window(ownUrl);
  const heard: { batch: number; types: string[] }[] = [];
  own.page.on('exporter:events', (_, batch, events) => heard.push({ batch, types: events.map(({ type }) => type) }));
  own.page.send('exporter:subscribe');
  await settled();
  for (let n = 0; n < 10_000; n++) feed.emit(unavailable(n));
  await clock.pass(10_000);
  expect(heard).toEqual([{ batch: 1, types: ['snapshot'] }]);
  for (const wrong of [0, 2, '1', null]) own.page.send('exporter:taken', wrong);
  await clock.pass(1000);
  expect(heard).toHaveLength(1);
  own.page.send('exporter:taken', 1);
  await clock.pass(1000);
  expect(heard).toEqual([
    { batch: 1, types: ['snapshot'] },
    { batch: 2, types: ['snapshot'] },
  ]);
});

test('a window that is closed in the middle is forgotten; another one goes on', async () => {
  const { window, feed, clock, hold, release } = scene();
  const [closing, staying] = [window(ownUrl), window(ownUrl)];
  const [first, second] = [noting(), noting()];
  const bridge = createIpcBridge(closing.page);
  bridge.subscribe(first.listener);
  createIpcBridge(staying.page).subscribe(second.listener);
  await clock.pass(100);
  hold('captureNow');
  const inFlight = bridge.call('captureNow', {});
  closing.close();
  release('captureNow');
  await inFlight;
  feed.emit(stepped('7'));
  await clock.pass(100);
  expect([first.types(), second.types()]).toEqual([['snapshot'], ['snapshot', 'capture/stepped']]);
});

test('after its stop nobody listens any more, and a window is told that nobody answered; twice is once', async () => {
  const { window, stop, heard, feed, clock } = scene();
  const bridge = createIpcBridge(window(ownUrl).page);
  const page = noting();
  bridge.subscribe(page.listener);
  await clock.pass(100);
  stop();
  stop();
  expect(heard()).toEqual([]);
  expect(clock.sleeping).toBe(0);
  feed.emit(stepped('7'));
  await clock.pass(1000);
  expect(page.types()).toEqual(['snapshot']);
  expect(await bridge.call('stopSchedule', {})).toMatchObject({ ok: false, failure: { code: 'LINE_LOST' } });
});
