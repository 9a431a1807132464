import { expect, test } from 'vitest';
import { channelSchema } from '../../core/settings/channel.ts';
import { checkManifest, type JudgedChannel, judgedOfSettings } from '../../core/upload/check-manifest.ts';
import type { Manifest, ManifestChannel } from '../../core/upload/port.ts';

const known = (over: Partial<ManifestChannel> = {}): ManifestChannel => ({
  ...{ name: 'N', type: 'scalar', units: null, historical: false, labels: null },
  ...over,
});
const manifest: Manifest = {
  id: '20260101000000',
  channels: new Map([
    ['PM-201', known({ units: 'mJ' })],
    ['CAM-1', known({ type: 'image' })],
    ['CAM.2', known({ type: 'image' })],
    ['VEC', known({ type: 'vector', labels: ['a', 'b'] })],
    ['OLD', known({ historical: true })],
    ['NEW', known({ type: 'string' })],
  ]),
};

function check(over: Partial<JudgedChannel>) {
  const channel = { ...{ name: 'PM-201', type: 'scalar', units: null, labels: null, bitDepth: null, dtype: null, shape: null }, ...over };
  const [answer] = checkManifest([channel], manifest);
  return answer;
}

test('a channel that the manifest knows as it is, is fine', () => {
  expect(check({})).toEqual({ channel: 'PM-201', answer: 'fine', rule: null, sentence: null });
  expect(check({ name: 'CAM-1', type: 'image', dtype: 'uint16', shape: [2, 3], bitDepth: 12 })?.answer).toBe('fine');
});

test.each<[string, Partial<JudgedChannel>, string, string]>([
  ['unknown', { name: 'PM-999' }, 'unknown', 'does not know it. Let it be added'],
  ['unknown, but known in another spelling', { name: 'pm_201' }, 'unknown', 'It knows "PM-201": is that the one?'],
  ['of another type', { type: 'waveform' }, 'type', 'a waveform here and a scalar in the Gateway'],
  ['of a type only a later Gateway has', { name: 'NEW' }, 'type', 'a string in the Gateway'],
  ['named with a dot', { name: 'CAM.2', type: 'image' }, 'name', 'breaks the whole pulse'],
  ['a colour image', { name: 'CAM-1', type: 'image', dtype: 'uint8', shape: [480, 640, 3] }, 'colour', '480 × 640 × 3'],
  ['an image of floats', { name: 'CAM-1', type: 'image', dtype: 'float32', shape: [4, 4] }, 'pixels', 'float32'],
  ['of an impossible bit depth', { name: 'CAM-1', type: 'image', bitDepth: 20 }, 'bit-depth', '20'],
])('a channel that is %s would be refused', (_, over, rule, about) => {
  const answer = check(over);
  expect(answer).toMatchObject({ answer: 'refused', rule });
  expect(answer?.sentence).toMatch(new RegExp(`^${over.name ?? 'PM-201'}: `));
  expect(answer?.sentence).toContain(about);
});

test.each<[string, Partial<JudgedChannel>, string]>([
  ['has other units', { units: 'J' }, 'units'],
  ['has another number of labels', { name: 'VEC', type: 'vector', labels: ['a'] }, 'labels'],
  ['is kept for old records only', { name: 'OLD' }, 'historical'],
  ['has more bits than its pixels', { name: 'CAM-1', type: 'image', dtype: 'uint8', bitDepth: 12 }, 'bit-depth'],
])('a channel that %s is taken, and people are told', (_, over, rule) => {
  expect(check(over)).toMatchObject({ answer: 'caution', rule });
});

test('what is refused goes before what is a caution', () => {
  expect(check({ units: 'J', type: 'vector' })).toMatchObject({ answer: 'refused', rule: 'type' });
});

test('a key of every object is no channel', () => {
  for (const name of ['constructor', 'toString', '__proto__'])
    expect(check({ name })).toMatchObject({ answer: 'refused', rule: 'unknown' });
});

test('a channel of the settings is judged by them, and by what its last capture has written', () => {
  const settings = channelSchema.parse({
    ...{ name: 'CAM-1', type: 'image', source: { kind: 'kafka', topic: 't' }, image: { bitDepth: 12 } },
  });
  expect(judgedOfSettings(settings)).toMatchObject({ name: 'CAM-1', type: 'image', bitDepth: 12, dtype: null, shape: null });
  const [bare] = checkManifest([judgedOfSettings(settings)], manifest);
  const [seen] = checkManifest([judgedOfSettings(settings, { dtype: 'uint8', shape: [2, 2, 3] })], manifest);
  expect([bare?.answer, seen?.rule]).toEqual(['fine', 'colour']);
});

test('every channel is answered for, in their order', () => {
  const names = ['A', 'PM-201', 'B'];
  const answers = checkManifest(
    names.map((name) => judgedOfSettings(channelSchema.parse({ name, type: 'scalar', source: { kind: 'archiver', pv: 'P' } }))),
    manifest,
  );
  expect(answers.map(({ channel, answer }) => `${channel} ${answer}`)).toEqual(['A refused', 'PM-201 fine', 'B refused']);
});
