import { expect, test } from 'vitest';
import { createScene } from './scene.ts';

test('without a leader a command is refused, and those that may lead are named', async () => {
  const { follower, run } = createScene();
  await run(500);
  expect(await follower.command('captureNow', {})).toMatchObject({
    ok: false,
    failure: { code: 'NO_LEADER', facts: { tried: 'north, south' } },
  });
});

test('a command goes to the leader, and its result comes back to who gave it', async () => {
  const { follower, joined, run } = createScene();
  const north = await joined();
  const first = follower.command('captureNow', { waitForEnd: true });
  const second = follower.command('pin', { devices: ['CAM-1'] });
  await run(0);
  const [one, two] = north.of('command');
  expect(one).toMatchObject({ command: 'captureNow', request: { waitForEnd: true } });
  north.say({ kind: 'result', id: two?.id ?? '', result: { ok: false, failure: { code: 'NOT_FOUND', message: 'No exporter west.' } } });
  north.say({ kind: 'result', id: one?.id ?? '', result: { ok: true, value: { captureId: 'c' } } });
  await run(0);
  expect(await first).toEqual({ ok: true, value: { captureId: 'c' } });
  expect(await second).toMatchObject({ ok: false, failure: { code: 'NOT_FOUND' } });
});

test('a command that is not answered for 10 s says that it may still be done', async () => {
  const { follower, joined, run } = createScene();
  await joined();
  const result = follower.command('captureNow', {});
  await run(10_500);
  expect(await result).toMatchObject({ ok: false, failure: { code: 'GROUP_TIMEOUT', facts: { command: 'captureNow', leader: 'north' } } });
});

test('no more than 50 commands wait at a time', async () => {
  const { follower, joined } = createScene();
  await joined();
  for (let n = 0; n < 50; n++) void follower.command('captureNow', {});
  expect(await follower.command('captureNow', {})).toMatchObject({ ok: false, failure: { code: 'BUSY' } });
});

test('commands that wait while the follower is closed are answered', async () => {
  const { follower, joined } = createScene();
  await joined();
  const result = follower.command('captureNow', {});
  await follower.close({ leaving: false });
  expect(await result).toMatchObject({ ok: false, failure: { code: 'STOPPED' } });
  expect(await follower.command('captureNow', {})).toMatchObject({ ok: false });
});
