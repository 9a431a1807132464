import { describe, expect, it } from 'vitest';
import { ExporterError } from '../../../core/contract/errors.ts';
import { parseData } from '../../../core/sources/archiver/parse.ts';
import type { Value } from '../../../core/sources/value.ts';
import { textOf } from './fixture.ts';

function bodyWith(meta: string, val = '1.5'): string {
  return `[ \n{ "meta": { ${meta} },\n"data": [ \n{ "secs": 1795345288, "val": ${val}, "nanos": 5, "severity":0, "status":0 }\n] }\n ]\n`;
}

function parsedValue(val: string): Value | null | undefined {
  return parseData('X', bodyWith('"name": "X"', val)).samples[0]?.value;
}

function failureOf(body: string): ExporterError {
  try {
    parseData('SIM:X', body);
  } catch (error) {
    if (error instanceof ExporterError) return error;
  }
  throw new Error('It did not fail by name.');
}

describe('metadata that the appliance does not escape', () => {
  it.each([
    ['a quote mark', '12" disc', 'V'],
    ['a backslash at the end', 'back\\', 'V'],
    ['a backslash that looks like an escape', 'C:\\new', 'V'],
    ['quote marks around all of it', '"mm"', 'V'],
    ['braces and brackets', '} ] {', 'V'],
    ['a comma after a quote mark', 'a", b', 'V'],
    ['a line break', 'a\nb', 'V'],
  ])('%s does not spoil it, nor the fields beside it', (_, description, units) => {
    const { meta, samples } = parseData('X', bodyWith(`"name": "X" , "DESC": "${description}" , "EGU": "${units}" , "PREC": "3"`));
    expect(Object.fromEntries(meta)).toEqual({ name: 'X', DESC: description, EGU: units, PREC: '3' });
    expect(samples).toHaveLength(1);
  });

  it('is read as well where the odd one is the last', () => {
    expect(parseData('X', bodyWith('"name": "X" , "EGU": "\\"')).meta.get('EGU')).toBe('\\');
    expect(parseData('X', bodyWith('"name": "X" , "EGU": """')).meta.get('EGU')).toBe('"');
  });

  it('may be missing altogether', () => {
    expect(parseData('X', bodyWith('')).samples).toHaveLength(1);
  });
});

describe('values', () => {
  it('an integer that float64 cannot hold keeps every digit', () => {
    expect(parsedValue('9007199254740993')).toEqual({ kind: 'number', dtype: 'int64', value: 9007199254740993n });
    expect(parsedValue('-9223372036854775808')).toEqual({ kind: 'number', dtype: 'int64', value: -9223372036854775808n });
    expect(parsedValue('18446744073709551615')).toEqual({ kind: 'number', dtype: 'uint64', value: 18446744073709551615n });
    expect(parsedValue('9007199254740991')).toEqual({ kind: 'number', dtype: 'float64', value: 9007199254740991 });
  });

  it('so do those of an array', () => {
    const value = parsedValue('[1, 9007199254740993, -1]');
    expect(value).toMatchObject({ kind: 'array', data: { dtype: 'int64', shape: [3] } });
    if (value?.kind === 'array') expect([...new BigInt64Array(value.data.bytes.buffer)]).toEqual([1n, 9007199254740993n, -1n]);
  });

  it('texts in an array are texts', () => {
    expect(parsedValue('["a","","c"]')).toEqual({ kind: 'texts', values: ['a', '', 'c'] });
  });

  it('an array may hold NaN and be empty', () => {
    expect(parsedValue('[NaN,-Infinity]')).toMatchObject({ data: { dtype: 'float64', shape: [2] } });
    expect(parsedValue('[]')).toMatchObject({ data: { dtype: 'float64', shape: [0] } });
  });

  it('an enum over pvAccess is its index', () => {
    expect(parsedValue('{"value":{"choices":["Off","On"],"index":1}}')).toEqual({ kind: 'number', dtype: 'float64', value: 1 });
  });

  it.each(['null', '{"labels":["a"]}', '["a",1]', '[[1],[2]]', '99999999999999999999999', '[1.5,9007199254740993]'])(
    'what cannot be kept exactly is no value, and its time stays: %s',
    (val) => {
      expect(parseData('X', bodyWith('"name": "X"', val)).samples[0]).toMatchObject({ value: null, timeNs: 1_795_345_288_000_000_005n });
    },
  );

  it('a structure brings its units, precision and alarm', () => {
    const val = '{"value":1,"display":{"units":"mJ","precision":2},"alarm":{"message":"too hot","severity":2,"status":1}}';
    const [sample] = parseData('X', bodyWith('"name": "X"', val).replace('"severity":0, "status":0', '"severity":2, "status":1')).samples;
    expect(sample).toMatchObject({ units: 'mJ', precision: 2, alarm: { severity: 'MAJOR', status: 'DEVICE', message: 'too hot' } });
  });

  it('a sample that lost its value is still a sample', () => {
    const body = '[ { "meta": { "name": "X" }, "data": [ { "secs": 1, "nanos": 2, "severity":0, "status":0 } ] } ]';
    expect(parseData('X', body).samples[0]).toMatchObject({ value: null, timeNs: 1_000_000_002n });
  });

  it('a field called __proto__ is only a field', () => {
    expect(parsedValue('{"__proto__":{"value":2},"value":1}')).toMatchObject({ value: 1 });
  });
});

describe('entries', () => {
  const entry = (name: string, secs: number): string =>
    `{ "meta": { "name": "${name}" },\n"data": [ { "secs": ${secs}, "val": 1.5, "nanos": 0, "severity":0, "status":0 } ] }`;
  const secondsOf = (pv: string, ...entries: string[]): bigint[] =>
    parseData(pv, `[ ${entries.join(',')} ]`).samples.map(({ timeNs }) => timeNs / 1_000_000_000n);

  it('all of the PV are taken, and none of another', () => {
    expect(secondsOf('X', entry('X', 1), entry('Y', 2), entry('X', 3))).toEqual([1n, 3n]);
    expect(secondsOf('X', entry('Y', 1), entry('Z', 2))).toEqual([]);
  });

  it('a single one may have another name, as for an alias', () => {
    expect(secondsOf('ALIAS', entry('X', 1))).toEqual([1n]);
  });
});

describe('what is no answer', () => {
  it('of a body that was cut anywhere, never the first half is taken', () => {
    const body = textOf('scalar.json').trimEnd();
    for (let length = 0; length < body.length; length++) expect(failureOf(body.slice(0, length)).code).toBe('ARCHIVER_BAD_ANSWER');
  });

  it.each([
    '',
    '  ',
    'null',
    '{}',
    '[1]',
    '[{}]',
    '[ ] [ ]',
    '[ ]x',
    'busy',
    `${'['.repeat(100_000)}`,
    bodyWith('', '1e'),
    bodyWith('', '-'),
  ])('is named, with the PV: %.20s', (body) => {
    const error = failureOf(body);
    expect(error.code).toBe('ARCHIVER_BAD_ANSWER');
    expect(error.message).toContain('SIM:X');
  });

  it('deep nesting is refused', () => {
    expect(failureOf(bodyWith('', `${'['.repeat(40)}${']'.repeat(40)}`)).message).toContain('nested');
  });

  it('a sample without a time is refused, and not put at 1970', () => {
    expect(failureOf(bodyWith('').replace('1795345288', 'null')).message).toContain('without a time');
  });
});
