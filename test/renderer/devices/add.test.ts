import { describe, expect, test } from 'vitest';
import type { Newest, Peek, ValueFacts } from '../../../core/contract/browse.ts';
import { deviceSettings, draftOf } from '../../../renderer/devices/add/draft.ts';
import { valueWords } from '../../../renderer/devices/add/peek-words.ts';
import { deviceIn, pathFor, withDevice } from '../../../renderer/devices/add/settings-devices.ts';
import { suggested } from '../../../renderer/devices/add/suggest.ts';

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
  newest: { schema: 'pva0', sourceNames: ['A'], value, columns: [], units: null, pulseId: '7', alarm: null, bytes: 8, ...change },
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
      columns: { x: 't', y: 'v' },
    });
    expect(suggested(topic, peekOf(table, { columns: [list('a', 9), list('b', 4)] }))).toMatchObject({
      type: 'vector',
      columns: { data: 'a' },
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
