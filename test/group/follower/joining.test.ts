import { expect, test } from 'vitest';
import { failure } from '../../../core/contract/errors.ts';
import { protocolVersion } from '../../../core/group/protocol.ts';
import { createScene } from './scene.ts';
import { pulseOf, record } from './scripted-leader.ts';

test('it says hello to the leader it hears, opens the sources the leader names, and beats every second', async () => {
  const { follower, joined, own, run } = createScene();
  const leader = await joined();
  expect(leader.of('hello')[0]).toMatchObject({ from: 'east', session: null, run: 'run-1', last: null, setupId: null, trouble: null });
  expect(own.used).toEqual(['no topic']);
  const before = leader.of('beat').length;
  await run(5000);
  expect(leader.of('beat').length - before).toBe(5);
  expect(leader.of('beat').at(-1)).toMatchObject({ session: 'north-3-1', setupId: 'first', trouble: null });
  expect(follower.facts()).toMatchObject({ leader: 'north', epoch: 3, sentence: 'Follows north (epoch 3) and captures 2 of its devices.' });
  expect(follower.facts().members).toMatchObject([{ name: 'east', state: 'joined', load: { devices: 2, channels: 2 } }]);
});

test('its messages are numbered upwards, whatever session they belong to', async () => {
  const { joined, run } = createScene();
  const leader = await joined();
  leader.refuse(failure('MEMBER_LOST', 'Who are you?'));
  await run(2000);
  const numbers = leader.told.map(({ n }) => n);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('it repeats its hello every second until it is answered', async () => {
  const { lead, run, follower } = createScene();
  const leader = await lead('north', 3);
  leader.manners.welcomes = false;
  await run(5000);
  expect(leader.of('hello').length).toBeGreaterThanOrEqual(4);
  expect(leader.of('hello').length).toBeLessThanOrEqual(5);
  expect(follower.facts().sentence).toBe('Asks north (epoch 3) to be taken into the group.');
});

test('a setup that is in use already is not opened again; another one is, and announced devices wait for it', async () => {
  const { own, joined, run, lead } = createScene({ setupId: 'first' });
  const leader = await joined();
  expect(own.used).toEqual([]);
  leader.setup('second');
  await run(500);
  expect(own.used).toEqual(['no topic']);
  const south = await lead('south', 4, 'third');
  await run(2000);
  expect(own.used).toHaveLength(2);
  expect(south.of('beat').at(-1)).toMatchObject({ setupId: 'third' });
});

test('a setup it cannot use is told to the leader as trouble, and tried again every 10 s', async () => {
  const { own, joined, run, follower } = createScene();
  own.setTrouble('The secret "kafka" is not in the folder of secrets.');
  const leader = await joined();
  expect(leader.of('beat').at(-1)).toMatchObject({ setupId: null, trouble: 'The secret "kafka" is not in the folder of secrets.' });
  expect(follower.facts().members).toMatchObject([{ state: 'unable' }]);
  leader.pulse(1);
  await run(1000);
  expect(own.orders).toEqual([]);
  own.setTrouble(null);
  leader.yours(() => ['CAM-1']);
  await run(11_000);
  expect(leader.of('beat').at(-1)).toMatchObject({ setupId: 'first', trouble: null });
  expect(own.taken()).toEqual(['1 CAM-1 past 0']);
});

test('one that is refused says why once, and asks again every 10 s', async () => {
  const { lead, run, follower, codes } = createScene();
  const leader = await lead('north', 3);
  leader.manners.welcomes = false;
  await run(1000);
  const why = failure('VERSION_DIFFERS', 'east runs version 1.0.0, its group runs 2.0.0.');
  leader.refuse(why);
  await run(9000);
  const asked = leader.of('hello').length;
  leader.refuse(why);
  expect(follower.facts().sentence).toBe(why.message);
  expect(await follower.command('captureNow', {})).toEqual({ ok: false, failure: why });
  leader.manners.welcomes = true;
  await run(12_000);
  expect(asked).toBeLessThanOrEqual(3);
  expect(codes()).toEqual(['VERSION_DIFFERS']);
  expect(follower.facts().sentence).toContain('Follows north');
});

test('a leader that speaks another protocol is named once as such, not taken for silent', async () => {
  const { lead, run, follower, codes } = createScene();
  const leader = await lead('north', 3);
  leader.manners.beats = false;
  await run(100);
  for (let n = 0; n < 3; n++) {
    leader.announceRaw(JSON.stringify({ v: protocolVersion + 1, kind: 'pulse', leader: 'north' }));
    await run(500);
  }
  expect(codes()).toEqual(['VERSION_DIFFERS']);
  expect(follower.facts().sentence).toContain(`its group runs one with protocol ${protocolVersion + 1}`);
  expect(follower.facts().ignored).toEqual({ 'other-version': 3 });
});

test('one that the leader has lost says hello again at once, with what it was at', async () => {
  const { own, joined, run } = createScene();
  const leader = await joined();
  const open = {
    pulse: pulseOf(1),
    metadata: { activeArea: '', activeExperiment: '' },
    record,
    mode: 'live',
    state: 'working',
    devices: ['CAM-1'],
  } as const;
  own.open.push({ ...open, devices: [...open.devices] });
  leader.refuse(failure('MEMBER_LOST', 'east is no member of epoch 3.'));
  await run(300);
  expect(leader.of('hello')).toHaveLength(2);
  expect(leader.of('hello')[1]).toMatchObject({
    last: { leader: 'north', epoch: 3, seq: 2 },
    setupId: 'first',
    open: [{ state: 'working' }],
  });
});

test('trouble of its own is told at once, and so is its end', async () => {
  const { follower, joined, run } = createScene();
  const leader = await joined();
  follower.setTrouble('The disk is full.');
  await run(0);
  expect(leader.of('beat').at(-1)).toMatchObject({ trouble: 'The disk is full.' });
  expect(follower.facts().sentence).toBe('Follows north (epoch 3), but cannot capture: The disk is full.');
  follower.setTrouble(null);
  await run(0);
  expect(leader.of('beat').at(-1)).toMatchObject({ trouble: null });
});

test('one that leaves says so; closed twice is closed once, and what comes afterwards is ignored', async () => {
  const { follower, joined, run, own } = createScene();
  const leader = await joined();
  const closing = follower.close({ leaving: true });
  expect(follower.close({ leaving: true })).toBe(closing);
  await closing;
  leader.pulse(1);
  await run(2000);
  expect(leader.told.at(-1)?.kind).toBe('bye');
  expect(own.orders).toEqual([]);
});
