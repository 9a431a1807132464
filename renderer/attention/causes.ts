import type { ExporterState } from '../../core/contract/api.ts';
import { type CellCode, isMissed } from '../marks/outcomes.ts';
import { createCells } from '../matrix/cells.ts';
import { columnsOf } from '../matrix/columns.ts';
import { type Row, rowsOf } from '../matrix/rows.ts';
import type { Sentences } from '../store/sentences.ts';

/** One line for what has one reason, not one for each pulse. */
export type Cause = {
  key: string;
  kind: CellCode | 'attention' | 'act';
  title: string;
  /** What is known of it and what to do. */
  sentence: string;
  /** Of the pulse it was first seen at, or when it began; null where that is not known. */
  since: { timestampNs: string } | { at: string } | null;
  device: string | null;
  /** Pulses in a row, up to the newest. */
  pulses: number;
};

const often = 3;

/** What a person should look at, what lasts longest first. */
export function causesOf(state: ExporterState, sentences: Sentences, cellsOf = createCells()): Cause[] {
  return [...ofMachines(state), ...ofDevices(state, sentences, cellsOf)];
}

function ofMachines({ sources, disk, uploads, group }: ExporterState): Cause[] {
  const causes: Cause[] = [];
  const add = (key: string, kind: 'attention' | 'act', title: string, sentence: string, since: string | null) =>
    causes.push({ key, kind, title, sentence, since: since === null ? null : { at: since }, device: null, pulses: 0 });
  for (const { source, state, sentence, since } of sources)
    if (state === 'unreachable') add(`source ${source}`, 'act', `${sourceTitles[source]} does not answer`, sentence, since);
  if (disk !== null && disk.state !== 'ok')
    add('disk', 'act', disk.state === 'low' ? 'The disk is nearly full' : 'The data folder cannot be written', disk.sentence, null);
  if (uploads?.failure) add('gateway', 'attention', 'The Gateway takes no files', uploads.failure.message, null);
  for (const { name, state, sentence, since } of group?.members ?? [])
    if (state === 'lost' || state === 'unable')
      add(
        `member ${name}`,
        state === 'lost' ? 'act' : 'attention',
        state === 'lost' ? `${name} is silent` : `${name} cannot capture`,
        sentence,
        since,
      );
  return causes;
}

const sourceTitles = { kafka: 'Kafka', archiver: 'The Archiver', pulses: 'The pulse source' } as const;

function ofDevices(state: ExporterState, sentences: Sentences, cellsOf: ReturnType<typeof createCells>): Cause[] {
  const { columns } = columnsOf(state, 'exporter');
  const rows = rowsOf(state).filter(({ inFlight }) => !inFlight);
  const cells = rows.map((row) => cellsOf(row, columns));
  const causes = columns.flatMap(({ device }, at): Cause[] => {
    if (state.outOfService[device.name] !== undefined) return [];
    const codes = cells.map((row) => row[at]?.code ?? null);
    const found = standing(codes) ?? recurring(codes);
    if (found === null) return [];
    const sentence = device.channels.flatMap(({ name }) => sentences[name] ?? [])[0] ?? '';
    const first = rows[found.first];
    return [
      {
        key: `device ${device.name}`,
        kind: found.code,
        title: `${device.name}: ${found.code} ${found.inRow ? `for ${pulsesOf(found.count)}` : `in ${found.count} of ${pulsesOf(codes.length)}`}`,
        ...{ sentence, device: device.name, pulses: found.inRow ? found.count : 0 },
        since: first === undefined ? null : { timestampNs: first.pulse.timestampNs },
      },
    ];
  });
  return causes.sort((left, right) => right.pulses - left.pulses);
}

type Found = { code: CellCode; count: number; first: number; inRow: boolean };

/** Not captured at the newest pulse, nor at those before it. */
function standing(codes: readonly (CellCode | null)[]): Found | null {
  const [code] = codes;
  if (code === undefined || code === null || !isMissed(code)) return null;
  const end = codes.findIndex((each) => each === null || !isMissed(each));
  const count = end < 0 ? codes.length : end;
  return { code, count, first: count - 1, inRow: true };
}

/** Captured at the newest pulse, and often not before. */
function recurring(codes: readonly (CellCode | null)[]): Found | null {
  const missed = codes.flatMap((code, at) => (code !== null && isMissed(code) ? [{ code, at }] : []));
  const [newest] = missed;
  const first = missed.at(-1);
  if (newest === undefined || first === undefined || missed.length < often) return null;
  return { code: newest.code, count: missed.length, first: first.at, inRow: false };
}

function pulsesOf(count: number): string {
  return count === 1 ? '1 pulse' : `${count} pulses`;
}

export function missedCells(rows: readonly Row[]): number {
  return rows.reduce((sum, { expected, captured, inFlight }) => sum + (inFlight ? 0 : expected - captured), 0);
}
