import type { OutcomeCode } from '../../core/contract/api.ts';

/** `waiting` is a state and no outcome, and stands in the same places. */
export type CellCode = OutcomeCode | 'waiting';
/** Whom to ask: nobody, the clock, the source, the publisher, the exporter. */
export type Family = 'quiet' | 'time' | 'source' | 'form' | 'exporter';

export type Look = { family: Family; colour: string; says: string };

/** One table for matrix, legend, tables and cards. */
export const looks: Readonly<Record<CellCode, Look>> = {
  captured: { family: 'quiet', colour: '--captured', says: 'In the file, and read back equal.' },
  skipped: { family: 'quiet', colour: '--skipped', says: 'Out of service or not chosen: not expected.' },
  waiting: { family: 'quiet', colour: '--waiting', says: 'Still being collected.' },
  late: { family: 'time', colour: '--time', says: 'Came after the settle time; not in this file.' },
  stale: { family: 'time', colour: '--time', says: 'Only a sample older than its maximum age.' },
  missing: { family: 'source', colour: '--source', says: 'The source answered; nothing matches this pulse.' },
  unreachable: { family: 'source', colour: '--source', says: 'No answer from the source.' },
  undecodable: { family: 'form', colour: '--form', says: 'Came, but could not be decoded.' },
  'wrong-type': { family: 'form', colour: '--form', says: 'Came as another type than the channel has.' },
  refused: { family: 'form', colour: '--form', says: 'Breaks a rule of the file; left out.' },
  lost: { family: 'exporter', colour: '--exporter', says: 'Its exporter stopped before the file was verified.' },
};

export const families: readonly { family: Family; title: string; codes: readonly CellCode[] }[] = [
  { family: 'quiet', title: 'Nothing to do', codes: ['captured', 'skipped', 'waiting'] },
  { family: 'time', title: 'Time', codes: ['late', 'stale'] },
  { family: 'source', title: 'Source', codes: ['missing', 'unreachable'] },
  { family: 'form', title: 'Form', codes: ['undecodable', 'wrong-type', 'refused'] },
  { family: 'exporter', title: 'Exporter', codes: ['lost'] },
];

const worstFirst: readonly CellCode[] = [
  ...([
    'lost',
    'unreachable',
    'missing',
    'undecodable',
    'wrong-type',
    'refused',
    'stale',
    'late',
    'waiting',
    'captured',
    'skipped',
  ] as const),
];
const ranks: ReadonlyMap<CellCode, number> = new Map(worstFirst.map((code, rank) => [code, rank]));

/** What a device shows of its channels. `captured` before `skipped`: one that gives something is not out of service. */
export function worstOf(left: CellCode, right: CellCode): CellCode {
  return (ranks.get(left) ?? 0) <= (ranks.get(right) ?? 0) ? left : right;
}

/** Not in the file, and somebody should know. */
export function isMissed(code: CellCode): code is OutcomeCode {
  return looks[code].family !== 'quiet';
}
