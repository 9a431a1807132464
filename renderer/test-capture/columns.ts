import type { SortKey } from './order.ts';

/** `room`: in a narrow table those with more of it go first; the details of a channel have them all. */
export type Column = { key: SortKey; title: string; says: string; number?: true; room?: 'wide' | 'widest' };

export const columns: readonly Column[] = [
  { key: 'worst', title: 'Found', says: 'The worst of what was found' },
  { key: 'channel', title: 'Channel', says: 'Its name in the settings; of a source that no channel has, the source’s own' },
  { key: 'source', title: 'Source', says: 'Where its readings come from', room: 'widest' },
  { key: 'samples', title: 'Came', says: 'How many readings came', number: true, room: 'wide' },
  { key: 'rate', title: 'Rate', says: 'How often one came', number: true },
  { key: 'type', title: 'Type, shape', says: 'As it came; of several the first' },
  { key: 'bytes', title: 'Size', says: 'Of one message: half of them were not larger', number: true, room: 'wide' },
  { key: 'p50', title: 'Latency p50', says: 'From its own time until it stood in Kafka: half of them were not slower', number: true },
  { key: 'p95', title: 'p95', says: 'Latency: 19 of 20 were not slower', number: true },
  { key: 'max', title: 'max', says: 'Latency of the slowest', number: true, room: 'wide' },
  { key: 'offset', title: 'Offset p50', says: 'Its time less that of the pulse it belongs to', number: true },
  { key: 'drift', title: 'Drift', says: 'By how much the offset grows in an hour', number: true, room: 'wide' },
  { key: 'pulseIds', title: 'Pulse IDs', says: 'How many readings came with one', number: true },
  { key: 'gaps', title: 'Gaps', says: 'Pulses of this test with no reading', number: true },
  { key: 'duplicates', title: 'Twice', says: 'Readings that came twice', number: true, room: 'wide' },
  { key: 'alarms', title: 'Alarms', says: 'Readings in alarm', number: true, room: 'wide' },
  { key: 'decodeErrors', title: 'Errors', says: 'Messages that could not be decoded', number: true, room: 'wide' },
  { key: 'captured', title: 'Captured', says: 'Into the files of the test, out of its pulses', number: true },
  { key: 'gateway', title: 'Gateway', says: 'What it would refuse', room: 'wide' },
];
