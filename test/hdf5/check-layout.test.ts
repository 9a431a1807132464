import { describe, expect, it } from 'vitest';
import { type Attribute, int, text } from '../../core/hdf5/attribute.ts';
import { checkContent, checkLayout, findingText } from '../../core/hdf5/check-layout.ts';
import type { FoundDataset, FoundFile, FoundGroup } from '../../core/hdf5/found.ts';
import { rootAttributes } from '../../core/hdf5/root.ts';
import { pulse, root } from './samples.ts';

const data = (more: Partial<FoundDataset> = {}): FoundDataset => ({
  ...{ kind: 'dataset', dtype: 'float64', shape: [], checksum: '00000000', text: null },
  ...more,
});

function group(
  type: string,
  members: Record<string, FoundGroup['members'] extends ReadonlyMap<string, infer M> ? M : never>,
  more: Record<string, Attribute> = {},
): FoundGroup {
  return { attributes: new Map(Object.entries({ channel_dtype: text(type), ...more })), members: new Map(Object.entries(members)) };
}

function file(groups: Record<string, FoundGroup>, more: Record<string, Attribute> = {}): FoundFile {
  const attributes = new Map(Object.entries({ ...rootAttributes(pulse, root(Object.keys(groups).length)), ...more }));
  return { attributes, groups: new Map(Object.entries(groups)), strangers: [] };
}

const problems = (one: FoundGroup) =>
  checkLayout(file({ 'PM-1': one }))
    .map(findingText)
    .join('; ');

describe('the rules of the Gateway, on a file that was read', () => {
  it.each([
    ['a scalar', group('scalar', { data: data() }, { units: text('J') })],
    ['a text', group('scalar', { data: data({ dtype: 'text', text: 'open' }) })],
    ['an image', group('image', { data: data({ dtype: 'uint16', shape: [2, 3] }) }, { bit_depth: int(12) })],
    ['a float image', group('float_image', { data: data({ dtype: 'float32', shape: [2, 3] }) })],
    ['a waveform', group('waveform', { x: data({ shape: [3] }), y: data({ shape: [3], dtype: 'int16' }) })],
    ['a vector', group('vector', { data: data({ shape: [1] }) }, { labels: { kind: 'texts', value: ['a'] } })],
  ])('%s is right', (_, one) => expect(problems(one)).toBe(''));

  it.each([
    ['a type it does not know', group('rgb-image', { data: data() }), 'none of the Gateway'],
    ['something else in the group', group('scalar', { data: data(), extra: data() }), 'instead of data'],
    ['no data', group('scalar', {}), 'holds nothing'],
    ['a scalar with an axis', group('scalar', { data: data({ shape: [2] }) }), '1 axes'],
    ['a text of too many digits', group('scalar', { data: data({ dtype: 'text', text: '1'.repeat(30) }) }), '64 bits'],
    ['int32 pixels', group('image', { data: data({ dtype: 'int32', shape: [2, 2] }) }), 'not uint8'],
    ['integers as a float image', group('float_image', { data: data({ dtype: 'uint8', shape: [2, 2] }) }), 'not a float'],
    ['an image without pixels', group('image', { data: data({ dtype: 'uint8', shape: [0, 2] }) }), 'is empty'],
    ['colour', group('image', { data: data({ dtype: 'uint8', shape: [2, 2, 3] }) }), '3 axes'],
    ['x and y of two lengths', group('waveform', { x: data({ shape: [2] }), y: data({ shape: [3] }) }), 'x has 2'],
    ['a waveform without x', group('waveform', { y: data({ shape: [3] }) }), 'instead of x and y'],
    ['labels of another number', group('vector', { data: data({ shape: [2] }) }, { labels: { kind: 'texts', value: ['a'] } }), '1 labels'],
    ['texts in a vector', group('vector', { data: data({ dtype: 'text', shape: [1] }) }), 'is a text'],
    ['units that are a number', group('scalar', { data: data() }, { units: int(1) }), 'units has the wrong type'],
    ['a strange dataset', group('scalar', { data: { kind: 'other', value: 'a link' } }), 'is a link'],
  ])('%s is wrong', (_, one, why) => expect(problems(one)).toContain(why));

  it.each([
    ['one digit of a second', { timestamp: text('2025-11-24T16:00:00.5+00:00') }],
    ['four digits of a second', { timestamp: text('2025-11-24T16:00:00.1234+00:00') }],
    ['a fraction without digits', { timestamp: text('2025-11-24T16:00:00.+00:00') }],
    ['another zone', { timestamp: text('2025-11-24T16:00:00+01:00') }],
    ['another version', { epac_ops_data_version: text('2.0') }],
    ['an area that is a number', { active_area: int(1) }],
    ['a shot number that is signed', { shotnum: int(1) }],
    ['a shot number that is rounded', { shotnum: { kind: 'uint64', value: 2n ** 53n + 1n } as const }],
  ])('a root with %s is wrong', (_, more) => expect(checkLayout(file({}, more))).not.toEqual([]));

  it.each(['', '.123'])('a timestamp with the fraction "%s" is right', (fraction) =>
    expect(checkLayout(file({}, { timestamp: text(`2025-11-24T16:00:00${fraction}+00:00`) }))).toEqual([]),
  );

  it('what is no group, and a name with a dot, is wrong', () => {
    expect(checkLayout({ ...file({}), strangers: ['data'] })).not.toEqual([]);
    expect(checkLayout(file({ 'a.b': group('scalar', { data: data() }) }))).not.toEqual([]);
  });
});

describe('the content of a file', () => {
  const whole = group('scalar', { data: data() }, { checksum: text('crc32 data=00000000') });

  it('is right where each checksum is, and the number of channels', () => {
    expect([...checkContent(file({ 'PM-1': whole }))]).toEqual([]);
  });

  it('is wrong where data has another checksum, or none was written', () => {
    expect([
      ...checkContent(
        file({ 'PM-1': group('scalar', { data: data({ checksum: '00000001' }) }, { checksum: text('crc32 data=00000000') }) }),
      ),
    ]).toHaveLength(1);
    expect([...checkContent(file({ 'PM-1': group('scalar', { data: data() }) }))]).toHaveLength(1);
  });

  it('is wrong where a channel is missing', () => {
    expect([...checkContent(file({ 'PM-1': whole }, { channels_captured: int(2) }))]).toHaveLength(1);
  });
});
