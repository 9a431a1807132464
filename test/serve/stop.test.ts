import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { VirtualClock } from '../pulses/virtual-clock.ts';
import { stepped } from './events.ts';
import { hasEvent, openPage } from './page.ts';
import { get, stage } from './stage.ts';

test('its end is told to every page, in the middle of whatever it was doing, and frees the port', async () => {
  const { served, feed, hold, release } = await stage();
  const [ready, asking, silent] = [openPage(served), openPage(served), openPage(served)];
  const connecting = openPage(served);
  await Promise.all([ready, asking, silent].map(({ opened }) => opened));
  ready.say({ subscribe: true });
  await ready.hear(hasEvent('snapshot'));
  hold('captureNow');
  asking.say({ id: 1, command: 'captureNow', request: {} });
  silent.socket.pause();
  feed.emit(stepped('last'));
  const first = served.stop();
  expect(served.stop()).toBe(first);
  await first;
  release('captureNow');
  expect(await ready.closed).toEqual({ code: 1001, reason: 'The exporter has ended.' });
  const told = ready.heard.flatMap((message) => ('batch' in message ? message.events : []));
  expect(told.slice(1)).toEqual([stepped('last')]);
  expect((await asking.closed).code).toBe(1001);
  await connecting.closed;
  silent.socket.resume();
  await silent.closed;
  await expect(get(served, '/')).rejects.toThrow('ECONNREFUSED');
  await expect(served.stop()).resolves.toBeUndefined();
});

test('a half-open request does not hold its end up', async () => {
  const { served } = await stage();
  const socket = connect(served.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined); // it may be reset
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write('GET / HTTP/1.1\r\n');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await served.stop();
  await closed;
});

test('a page that answers no ping is gone, one that does stays', async () => {
  const clock = Object.assign(new VirtualClock(), { wallMs: () => 0 });
  const { served } = await stage({ clock });
  const dead = openPage(served, { client: { autoPong: false } });
  const living = openPage(served);
  await Promise.all([dead.opened, living.opened]);
  const pinged = [dead, living].map(({ socket }) => new Promise((resolve) => socket.once('ping', resolve)));
  await clock.pass(15_000);
  await Promise.all(pinged);
  living.say({ id: 1, command: 'stopSchedule', request: {} }); // its answer comes after the pong
  await living.hear(() => true);
  await clock.pass(15_000);
  await dead.closed;
  expect(living.socket.readyState).toBe(living.socket.OPEN);
  expect(served.counts().pages).toBe(1);
});
