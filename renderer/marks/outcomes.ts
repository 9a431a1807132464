import type { OutcomeCode } from '../../core/contract/api.ts';

/** `waiting` is a state and no outcome, and stands in the same places. */
export type CellCode = OutcomeCode | 'waiting';
/** Whom to ask: nobody, the clock, the source, the publisher, the exporter. */
export type Family = 'quiet' | 'time' | 'source' | 'form' | 'exporter';

/** `says` is what it means, `todo` what a person does then; empty where nothing is to be done. */
export type Look = { family: Family; colour: string; says: string; todo: string };

/** One table for matrix, legend, tables and cards. */
export const looks: Readonly<Record<CellCode, Look>> = {
  captured: { family: 'quiet', colour: '--captured', says: 'In the file, and read back equal.', todo: '' },
  skipped: {
    family: 'quiet',
    colour: '--skipped',
    says: 'Out of service or not chosen: not expected.',
    todo: 'Return the device to service in Shift when it is back.',
  },
  waiting: { family: 'quiet', colour: '--waiting', says: 'Still being collected.', todo: '' },
  late: {
    family: 'time',
    colour: '--time',
    says: 'Came after the settle time; not in this file.',
    todo: 'Look at the device’s clock and the network, or give it a longer settle time. Capturing the pulse again takes it.',
  },
  stale: {
    family: 'time',
    colour: '--time',
    says: 'Only a sample older than its maximum age.',
    todo: 'Look at the device or its IOC: it does not update.',
  },
  missing: {
    family: 'source',
    colour: '--source',
    says: 'The source answered; nothing matches this pulse.',
    todo: 'Is the device running, and is it triggered? Its topic or PV is in its details.',
  },
  unreachable: {
    family: 'source',
    colour: '--source',
    says: 'No answer from the source.',
    todo: 'Look at the lamps of Kafka and the Archiver, and at the network. Capture again when they answer.',
  },
  undecodable: {
    family: 'form',
    colour: '--form',
    says: 'Came, but could not be decoded.',
    todo: 'Tell whoever publishes the topic; the sentence says what could not be read.',
  },
  'wrong-type': {
    family: 'form',
    colour: '--form',
    says: 'Came as another type than the channel has.',
    todo: 'Set the device to the type of its channel, or correct the channel in Devices.',
  },
  refused: {
    family: 'form',
    colour: '--form',
    says: 'Breaks a rule of the file; left out.',
    todo: 'Correct the channel’s definition; the sentence names the rule.',
  },
  lost: {
    family: 'exporter',
    colour: '--exporter',
    says: 'Its exporter stopped before the file was verified.',
    todo: 'Look at the machine of that exporter. The others capture its devices again.',
  },
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
