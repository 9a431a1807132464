import { ExporterError } from '../../contract/errors.ts';
import { nsPerSecond } from '../../pulses/pulse.ts';
import type { Alarm } from '../reading.ts';
import type { Value } from '../value.ts';
import { alarmOf } from './alarm.ts';
import { toValue } from './to-value.ts';
import { type Json, JsonReader } from './tolerant-json.ts';

export type ArchiverSample = {
  timeNs: bigint;
  /** Null where the appliance sent none, or one that is neither number, text nor an array of either. */
  value: Value | null;
  severity: number;
  status: number;
  alarm: Alarm;
  /** Seconds since 1970 as text: cnxlostepsecs, cnxregainedepsecs; startup "true" for the first sample after the engine's start. */
  fields: ReadonlyMap<string, string>;
  /** Only a PV archived over pvAccess brings them with the sample. */
  units: string | null;
  precision: number | null;
};

/** What the appliance says of the PV: `name`, `EGU`, `PREC`, `ENUM_0`…, all as text; which of them come differs from answer to answer. */
export type ArchiverMeta = ReadonlyMap<string, string>;

export type ArchiverData = { meta: ArchiverMeta; samples: ArchiverSample[] };

const nothing: ArchiverData = { meta: new Map(), samples: [] };

/**
 * Reads the body of getData.json. All of it or nothing: a body that was cut short fails. The first sample is normally older than the window that was
 * asked for, and the last ones may be younger. Fails with ARCHIVER_BAD_ANSWER, whose sentence names the PV.
 */
export function parseData(pv: string, body: string): ArchiverData {
  try {
    const entries = parseEntries(body);
    const [first = nothing, ...others] = entries.filter(({ meta }) => meta.get('name') === pv);
    // An alias is answered under the PV's real name: a single entry is the one that was asked for.
    if (first === nothing) return (entries.length === 1 ? entries[0] : undefined) ?? nothing;
    return others.length === 0 ? first : { meta: first.meta, samples: [first, ...others].flatMap(({ samples }) => samples) };
  } catch (error) {
    if (!(error instanceof ExporterError)) throw error;
    throw new ExporterError(
      'ARCHIVER_BAD_ANSWER',
      `The Archiver's answer for PV ${pv} cannot be read: it ${error.message}. If this goes on, look at the log of the appliance's retrieval.`,
      { cause: error, facts: { pv } },
    );
  }
}

export function parseEntries(body: string): ArchiverData[] {
  if (body.trim() === '') throw new ExporterError('ARCHIVER_BAD_ANSWER', 'is empty');
  const reader = new JsonReader(body);
  const entries: ArchiverData[] = [];
  reader.array(() => entries.push(readEntry(reader)));
  reader.end();
  return entries;
}

function readEntry(reader: JsonReader): ArchiverData {
  let meta: Map<string, string> | undefined;
  let samples: ArchiverSample[] | undefined;
  reader.object((key) => {
    if (key === 'meta') meta = readMeta(reader);
    else if (key === 'data') samples = readSamples(reader);
    else reader.value();
  });
  if (meta === undefined || samples === undefined) throw reader.bad('has an entry without meta or data');
  return { meta, samples };
}

/** The appliance puts these values between quote marks as they are: one ends where another field begins, or before the data. */
const endOfMeta = /"(?=\s*(?:,\s*"[^"]*"\s*:|\}\s*,\s*"data"\s*:|\}\s*\}))/g;

function readMeta(reader: JsonReader): Map<string, string> {
  const meta = new Map<string, string>();
  reader.object((key) => {
    meta.set(key, reader.nextIsText() ? reader.rawString(endOfMeta) : String(reader.value()));
  });
  return meta;
}

function readSamples(reader: JsonReader): ArchiverSample[] {
  const samples: ArchiverSample[] = [];
  reader.array(() => {
    const raw = reader.value();
    const sample = raw instanceof Map ? toSample(raw) : null;
    if (sample === null) throw reader.bad('has a sample without a time');
    samples.push(sample);
  });
  return samples;
}

function toSample(raw: Map<string, Json>): ArchiverSample | null {
  const secs = raw.get('secs');
  const nanos = raw.get('nanos') ?? 0;
  if (typeof secs !== 'number' || typeof nanos !== 'number' || !Number.isSafeInteger(secs) || !Number.isSafeInteger(nanos)) return null;
  const val = raw.get('val') ?? null;
  const structure = val instanceof Map ? val : null;
  const display = structure?.get('display');
  const severity = numberOr(raw.get('severity'), 0);
  const status = numberOr(raw.get('status'), 0);
  return {
    timeNs: BigInt(secs) * nsPerSecond + BigInt(nanos),
    value: toValue(val),
    severity,
    status,
    alarm: alarmOf(severity, status, structure),
    fields: toFields(raw.get('fields')),
    units: display instanceof Map ? textOr(display.get('units'), null) : null,
    precision: display instanceof Map ? numberOr(display.get('precision'), null) : null,
  };
}

function toFields(raw: Json | undefined): Map<string, string> {
  return new Map(raw instanceof Map ? [...raw].map(([key, value]) => [key, String(value)]) : []);
}

function numberOr<T>(raw: Json | undefined, otherwise: T): number | T {
  return typeof raw === 'number' ? raw : otherwise;
}

function textOr<T>(raw: Json | undefined, otherwise: T): string | T {
  return typeof raw === 'string' ? raw : otherwise;
}
