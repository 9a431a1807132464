import { describe, expect, test } from 'vitest';
import type { Newest, Peek, ValueFacts } from '../../../core/contract/browse.ts';
import { type DraftChannel, deviceSettings, draftOf } from '../../../renderer/devices/add/draft.ts';
import { furtherOf, placedIn } from '../../../renderer/devices/add/further.ts';
import { channelsOf, valueWords } from '../../../renderer/devices/add/peek-words.ts';
import { deviceIn, pathFor, withDevice } from '../../../renderer/devices/add/settings-devices.ts';
import { suggested, unseen } from '../../../renderer/devices/add/suggest.ts';

const facts = (kind: ValueFacts['kind'], change: Partial<ValueFacts> = {}): ValueFacts => ({
  kind,
  dtype: null,
  shape: [],
  shown: null,
  ...change,
});
const peekOf = (value: ValueFacts, change: Partial<Newest> = {}): Peek => ({
  at: '2026-11-22T10:00:00.000Z',
  why: null,
  newest: {
    schema: 'pva0',
    sourceNames: ['A'],
    value,
    picture: null,
    columns: [],
    units: null,
    pulseId: '7',
    alarm: null,
    bytes: 8,
    ...change,
  },
});
const topic = { kind: 'kafka', topic: 'fe.cam-1' } as const;
const pv = { kind: 'archiver', pv: 'EA:TEMP.VAL' } as const;

describe('what is suggested for a source', () => {
  test.each([
    ['a number', facts('number'), 'scalar'],
    ['a text', facts('text'), 'scalar'],
    ['a grey picture', facts('image', { dtype: 'uint16', shape: [960, 1280] }), 'image'],
    ['a picture of floats', facts('image', { dtype: 'float32', shape: [64, 64] }), 'float_image'],
    ['a curve', facts('xy', { dtype: 'float64', shape: [1000] }), 'waveform'],
    ['a long list', facts('array', { dtype: 'float64', shape: [1000] }), 'waveform'],
    ['a short list', facts('array', { dtype: 'float64', shape: [12] }), 'vector'],
    ['texts', facts('texts', { shape: [3] }), 'vector'],
  ])('for %s', (_, value, type) => {
    expect(suggested(topic, peekOf(value))?.type).toBe(type);
  });

  test('by pulse ID where it carries one; else by time, and a PV by its last value', () => {
    const number = facts('number');
    expect(suggested(topic, peekOf(number))?.match).toBe('pulse-id');
    expect(suggested(topic, peekOf(number, { pulseId: null }))?.match).toBe('nearest');
    expect(suggested(pv, peekOf(number, { pulseId: null }))?.match).toBe('last');
  });

  test('a name without what the Gateway refuses', () => {
    expect(suggested(topic, peekOf(facts('number')))?.name).toBe('FE-CAM-1');
    expect(suggested(pv, peekOf(facts('number')))?.name).toBe('EA:TEMP-VAL');
  });

  test('of a table two columns of the same length, else the first', () => {
    const list = (name: string, length: number) => ({ name, units: null, ...facts('array', { dtype: 'float64', shape: [length] }) });
    const table = facts('table', { shape: [2] });
    expect(suggested(topic, peekOf(table, { columns: [list('t', 9), list('v', 9)] }))).toMatchObject({
      type: 'waveform',
      rest: { source: { columns: { x: 't', y: 'v' } } },
    });
    expect(suggested(topic, peekOf(table, { columns: [list('a', 9), list('b', 4)] }))).toMatchObject({
      type: 'vector',
      rest: { source: { columns: { data: 'a' } } },
    });
  });

  test('one of several sources of a topic is named, a single one is not', () => {
    expect(suggested(topic, peekOf(facts('number'), { sourceNames: ['A', 'B'] }))?.sourceName).toBe('A');
    expect(suggested(topic, peekOf(facts('number')))?.sourceName).toBeNull();
  });

  test('nothing where nothing could be read', () => {
    expect(suggested(topic, { at: null, newest: null, why: 'It is empty.' })).toBeNull();
  });
});

const device = {
  name: 'CAM',
  area: 'FE',
  channels: [
    {
      name: 'CAM',
      type: 'image',
      source: { ...topic, key: 'k' },
      match: { kind: 'nearest', toleranceMs: 40 },
      image: { gain: 2 },
      settleMs: 9,
    },
  ],
};

test('what is edited keeps all that the dialog does not show', () => {
  const draft = draftOf(device);
  expect(draft?.channels[0]).toMatchObject({ match: 'nearest', reachMs: 40 });
  expect(draft && deviceSettings(draft)).toEqual(device);
});

test('facts that few channels need are there to be changed where they fit the type, and where they are set, so that they can be taken out', () => {
  const channel = draftOf({ name: 'T', channels: [{ name: 'T', type: 'waveform', source: { ...topic, columns: { x: 't', y: 'v' } } }] })
    ?.channels[0];
  if (channel === undefined) expect.unreachable();
  const paths = (change: Partial<DraftChannel>) => furtherOf({ ...channel, ...change }).map(({ path }) => path);
  expect(paths({})).toEqual(expect.arrayContaining(['units', 'xUnits', 'source.columns.x', 'source.columns.y']));
  expect(paths({})).not.toContain('source.columns.data');
  expect(paths({ type: 'scalar' })).toEqual(expect.arrayContaining(['source.columns.x', 'source.columns.y', 'source.columns.data']));
  expect(paths({ type: 'image' })).toContain('image.gain');
  const emptied = { ...channel, rest: { ...channel.rest, source: { ...topic, columns: {} }, image: {} } };
  expect(deviceSettings({ name: 'T', area: '', channels: [emptied] })['channels']).toEqual([
    { name: 'T', type: 'waveform', source: topic, match: { kind: 'pulse-id' } },
  ]);
});

test('a problem of a channel stands at its own field, else at the channel', () => {
  const channel = unseen(topic);
  const at = placedIn(channel, [
    { path: 'match.toleranceMs', sentence: 'Too small.' },
    { path: 'source', sentence: 'It shares the topic.' },
    { path: 'labels', sentence: 'No labels.' },
    { path: 'match', sentence: 'No pulse ID.' },
  ]);
  expect(['match', 'match.toleranceMs', 'source', 'name', 'type'].map(at)).toEqual([
    'No pulse ID.',
    'Too small.',
    'It shares the topic.',
    'No labels.',
    null,
  ]);
});

test('a topic that says nothing that can be read may be added unseen', () => {
  expect(unseen(topic)).toMatchObject({ source: topic, name: 'FE-CAM-1', match: 'pulse-id' });
});

test('a device is put in the place of the one before, or at the end, or taken out; the settings stay as they were', () => {
  const settings = { name: 'north', devices: [device, { ...device, name: 'B' }] };
  const named = (all: unknown) =>
    JSON.stringify(all)
      .match(/"name":"(\w+)","area"/g)
      ?.map((each) => each.slice(8, -8));
  expect(named(withDevice(settings, 'CAM', { ...device, name: 'C' }))).toEqual(['C', 'B']);
  expect(named(withDevice(settings, null, { ...device, name: 'C' }))).toEqual(['CAM', 'B', 'C']);
  expect(named(withDevice(settings, 'B', null))).toEqual(['CAM']);
  expect(settings.devices).toHaveLength(2);
  expect(pathFor(settings, 'B')).toBe('devices[1]');
  expect(pathFor(settings, null)).toBe('devices[2]');
  expect(deviceIn(settings, 'nobody')).toBeUndefined();
});

test('a value is said in words', () => {
  expect(valueWords(facts('image', { dtype: 'uint16', shape: [960, 1280] }))).toBe('image of 960 × 1280 uint16');
  expect(valueWords(facts('number', { dtype: 'float64', shown: '3.5' }))).toBe('float64 3.5');
});

test('what is captured already from a source is told, so that nobody adds it twice', () => {
  const channel = { type: 'image', match: 'pulse-id' as const, reachMs: null, units: null, settleMs: 1 };
  const devices = [{ name: 'CAM', area: null, channels: [{ ...channel, name: 'CAM-1', source: topic }] }];
  expect(channelsOf({ devices, settleMs: 1 }, topic)).toEqual(['CAM-1']);
  expect(channelsOf({ devices, settleMs: 1 }, pv)).toEqual([]);
});
