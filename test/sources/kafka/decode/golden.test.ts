import { describe, expect, it } from 'vitest';
import { decode } from '../../../../core/sources/kafka/decode/decode.ts';
import type { DecodedReading } from '../../../../core/sources/kafka/decode/decoded.ts';
import { type Golden, goldens } from './golden.ts';
import { seen, seenVariable } from './seen.ts';

function readingOf(bytes: Uint8Array): DecodedReading {
  const decoded = decode(bytes);
  if (decoded.kind !== 'reading') throw new Error(`It is a ${decoded.kind}`);
  return decoded;
}

function bigintOf(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}

/** NO_ALARM is called NONE by us, whatever the schema. */
function alarmOf({ alarm }: Golden) {
  if (alarm === null) return null;
  const [severity, status] = [alarm.severity, alarm.status ?? ''].map((word) => (word === 'NO_ALARM' ? 'NONE' : word));
  return { severity, status, message: alarm.message ?? '' };
}

function attributesOf({ attributes = [] }: Golden): Record<string, unknown> {
  const single = attributes.filter(({ value }) => 'value' in value);
  return Object.fromEntries(single.map(({ name, value: { dtype, value } }) => [name, dtype === 'int64' ? BigInt(String(value)) : value]));
}

const readings = goldens.filter(({ kind }) => kind !== 'status');

describe('Messages made by encoders of others', () => {
  it.each(readings)('$file says who, when and how', (golden) => {
    const { kind, value, ...header } = readingOf(golden.bytes);
    expect(header).toEqual({
      schema: golden.schema,
      sourceName: golden.sourceName,
      pulseId: bigintOf(golden.pulseId),
      pulseTimeNs: golden.pulseTimestamp === null ? null : BigInt(golden.pulseTimestamp * 1e6) * 1000n,
      effectiveNs: bigintOf(golden.effectiveTimestampNs),
      timestampNs: bigintOf(golden.timestampNs),
      alarm: alarmOf(golden),
      units: golden.units,
      precision: golden.display?.precision ?? null,
    });
  });

  it.each(readings.filter(({ kind }) => kind === 'scalar' || kind === 'string' || kind === 'array'))('$file holds its value', (golden) => {
    expect(seen(readingOf(golden.bytes).value())).toEqual(golden.value);
  });

  it.each(readings.filter(({ kind, codec }) => kind === 'image' && !codec))('$file is the right way up', (golden) => {
    const value = readingOf(golden.bytes).value();
    expect(seen(value)).toEqual(golden.value);
    expect(value).toMatchObject({ kind: 'image', attributes: attributesOf(golden) });
  });

  it('a compressed picture is named and never taken for pixels', () => {
    const golden = goldens.filter(({ codec }) => codec);
    expect(golden.map(({ bytes }) => readingOf(bytes).value())).toEqual([
      { kind: 'encoded-image', codec: 'jpeg', bytes: 736, attributes: { AcquireTime: 0.02, Gain: 4 } },
    ]);
  });

  it.each(readings.filter(({ kind }) => kind === 'xy'))('$file holds both axes, or says that x is missing', (golden) => {
    const { x, ...others } = golden.value ?? {};
    const withoutTime = typeof x === 'object' && x !== null ? { ...x, timestampNs: undefined } : null;
    expect(seen(readingOf(golden.bytes).value())).toEqual({ ...others, x: withoutTime });
  });

  it('an NTTable holds its labelled columns', () => {
    const golden = goldens.find(({ file }) => file === 'pva0-table.bin');
    expect(golden && seen(readingOf(golden.bytes).value())).toEqual(golden?.value);
  });

  it('a da00 holds its variables with shape and unit', () => {
    const golden = goldens.find(({ schema }) => schema === 'da00');
    const value = golden && readingOf(golden.bytes).value();
    const variables = value?.kind === 'table' ? value.columns.map(seenVariable) : [];
    const unsaid = { label: null, source: null, axes: expect.anything() };
    expect(golden?.value).toEqual({ variables: variables.map((variable) => Object.assign({}, variable, unsaid)) });
  });

  it.each(goldens.filter(({ kind }) => kind === 'status'))('$file is a status and no reading', ({ bytes, schema, sourceName }) => {
    expect(decode(bytes)).toEqual({ kind: 'status', schema, sourceName });
  });

  it('covers every message there is', () => {
    expect(goldens).toHaveLength(33);
  });
});
