import { expect, test } from 'vitest';
import { createFacility } from '../../core/simulation/facility.ts';
import { faultNames } from '../../core/simulation/fault-names.ts';
import { decoded, k0, messagesSince, nsOf, sentAs, stage, unhurried } from './looking.ts';

const camera = 'PM-201-FE-CAM-1';
const topic = camera.toLowerCase();
const energy = 'PM-201-FE-EM-1';

/** What the camera sends in the second before k0 with this fault on since ever. */
async function seenWith(fault: string, device = camera) {
  const scene = stage({ faults: [{ fault, device }] });
  const messages = await messagesSince(scene, device.toLowerCase(), k0 - 10);
  return { messages, readings: decoded(messages).filter((one) => one.kind === 'reading') };
}

test('a fault nobody knows is refused with the list of those there are, a device nobody knows by its name', () => {
  const { faults } = createFacility({ seed: 1 });
  expect(() => faults.set('gremlins', undefined, true, 0n)).toThrow(/"gremlins".*late-camera, dead-camera/);
  expect(() => faults.set('dead-camera', 'CAM-99', true, 0n)).toThrow(/CAM-99/);
  expect(() => createFacility({ seed: 1, faults: [{ fault: 'gremlins' }] })).toThrow(/gremlins/);
});

test('what is on is listed, switching on twice is once, and off takes it from all devices', () => {
  const { faults } = createFacility({ seed: 1 });
  faults.set('dead-camera', camera, true, 5n);
  faults.set('dead-camera', camera, true, 6n);
  faults.set('broker-down', undefined, true, 6n);
  expect(faults.list()).toEqual([
    { fault: 'dead-camera', device: camera },
    { fault: 'broker-down', device: null },
  ]);
  faults.set('dead-camera', undefined, false, 7n);
  expect(faults.list()).toEqual([{ fault: 'broker-down', device: null }]);
});

test('every fault has a sentence and a name of small letters', () => {
  expect(faultNames().length).toBeGreaterThan(25);
  for (const name of faultNames()) expect(name).toMatch(/^[a-z0-9-]+$/);
});

test('dead-camera: the topic ends where the fault began, and goes on where it ended; its past stays as it was', async () => {
  const scene = stage();
  scene.facility.faults.set('dead-camera', camera, true, nsOf(k0 - 50));
  scene.facility.faults.set('dead-camera', camera, false, nsOf(k0 - 20));
  const ids = decoded(await messagesSince(scene, topic, k0 - 55)).map((one) => (one.kind === 'reading' ? Number(one.pulseId) - k0 : null));
  expect(ids.slice(0, 5)).toEqual([-55, -54, -53, -52, -51]);
  expect(ids[5]).toBe(-20);
});

test('dead-camera: the end of a topic that is dead does not move', async () => {
  const scene = stage();
  scene.facility.faults.set('dead-camera', camera, true, nsOf(k0 - 50));
  const before = await scene.log.positions([topic], 'newest', unhurried);
  scene.setNow(nsOf(k0 + 500));
  expect(await scene.log.positions([topic], 'newest', unhurried)).toEqual(before);
});

test('late-camera: messages come 5 s later, in their order', async () => {
  const scene = stage({ faults: [{ fault: 'late-camera', device: camera }] });
  const messages = await messagesSince(scene, topic, k0 - 20);
  expect(
    decoded(messages).map((one) => (one.kind === 'reading' && one.pulseId !== null ? Number(one.pulseId) < k0 - 49 : true)),
  ).not.toContain(false);
  expect(messages.length).toBeGreaterThan(15);
});

test('wrong-type: a text', async () => {
  const { readings } = await seenWith('wrong-type');
  expect(readings[0]?.value()).toMatchObject({ kind: 'text' });
});

test('clock-offset: time stamps are 1.5 s ahead, pulse IDs are right', async () => {
  const [good, bad] = await Promise.all([seenWith('duplicates'), seenWith('clock-offset')]);
  expect(bad.readings[0]?.pulseId).toBe(good.readings[0]?.pulseId);
  expect(Number(bad.readings[0]?.timestampNs) - Number(good.readings[0]?.timestampNs)).toBe(1.5e9);
});

test.each([
  ['garbage', 'unknown'],
  ['unknown-schema', 'unknown'],
  ['duplicates', 'reading'],
])('%s: behind each message comes another, which is %s', async (fault, kind) => {
  const { messages } = await seenWith(fault);
  const kinds = decoded(messages).map((one) => one.kind);
  expect(kinds.slice(0, 4)).toEqual(['reading', kind, 'reading', kind]);
});

test('truncated: the message cannot be read', async () => {
  const { messages } = await seenWith('truncated');
  expect(() => decoded(messages.slice(0, 1)).map((one) => one.kind === 'reading' && one.value())).toThrow();
});

test('out-of-order: two neighbours change places, none is lost', async () => {
  const { readings } = await seenWith('out-of-order');
  const ids = readings.map(({ pulseId }) => Number(pulseId));
  expect(ids.slice(0, 2)).toEqual([k0 - 9, k0 - 10]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('wrong-pulse-id, no-pulse-id and skipped-pulses do as they say', async () => {
  expect(Number((await seenWith('wrong-pulse-id')).readings[0]?.pulseId)).toBe(k0 - 10 + 1_000_000);
  expect((await seenWith('no-pulse-id')).readings[0]?.pulseId).toBeNull();
  expect((await seenWith('skipped-pulses')).readings.every(({ pulseId }) => Number(pulseId) % 2 === 0)).toBe(true);
});

test.each([
  ['colour-image', { kind: 'image', data: { shape: [120, 160, 3], dtype: 'uint16' } }],
  ['codec-image', { kind: 'encoded-image', codec: 'jpeg' }],
  ['resized-image', { kind: 'image', data: { shape: [60, 160], dtype: 'uint16' } }],
  ['image-as-float', { kind: 'image', data: { shape: [120, 160], dtype: 'float32' } }],
])('%s: the picture is not what the settings say', async (fault, expected) => {
  expect((await seenWith(fault)).readings[0]?.value()).toMatchObject(expected);
});

test('faults of one device leave the others alone', async () => {
  const scene = stage({ faults: [{ fault: 'wrong-type', device: camera }] });
  const [other] = decoded(await messagesSince(scene, energy.toLowerCase(), k0 - 10));
  expect(other?.kind === 'reading' && other.value().kind).toBe('number');
});

test('topic-missing and topic-forbidden are answers for that topic', async () => {
  for (const [fault, code] of [
    ['topic-missing', 'TOPIC_MISSING'],
    ['topic-forbidden', 'TOPIC_FORBIDDEN'],
  ] as const) {
    const scene = stage({ faults: [{ fault, device: camera }] });
    const other = sentAs(scene.facility, 'f142').topic;
    const [bad, good] = await scene.log.positions([topic, other], 'newest', unhurried);
    expect(bad).toMatchObject({ ok: false, failure: { code } });
    expect(good?.ok).toBe(true);
    expect((await scene.log.topics(unhurried)).includes(topic)).toBe(fault === 'topic-forbidden');
  }
});

test('broker-down: nothing can be asked, until it is switched off', async () => {
  const scene = stage();
  scene.facility.faults.set('broker-down', undefined, true, nsOf(k0 - 1));
  await expect(scene.log.positions([topic], 'newest', unhurried)).rejects.toMatchObject({ code: 'KAFKA_UNREACHABLE' });
  scene.facility.faults.set('broker-down', undefined, false, nsOf(k0));
  await expect(scene.log.positions([topic], 'newest', unhurried)).resolves.toHaveLength(1);
});

test('a facility with all faults of devices on, now and then, can still be read to its end', async () => {
  const scene = stage();
  const deviceFaults = faultNames().filter((name) => !/broker|archiver|pv-|topic-/.test(name));
  deviceFaults.forEach((fault, i) => {
    scene.facility.faults.set(fault, undefined, true, nsOf(k0 - 90 + i * 3));
    scene.facility.faults.set(fault, undefined, false, nsOf(k0 - 80 + i * 3));
  });
  const messages = await messagesSince(scene, topic, k0 - 100);
  const offsets = messages.map(({ offset }) => offset);
  expect(offsets).toEqual([...offsets].sort((a, b) => Number(a - b)));
});
