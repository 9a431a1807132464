import { type Announced, type Entry, protocolVersion } from '../protocol.ts';
import { createPulseMarks } from './pulse-marks.ts';

type AnnouncementPorts = {
  monotonicMs(): number;
  wallMs(): number;
  publish(message: string): void;
  keep(entries: readonly Entry[]): void;
};

export type EpochShape = { v: typeof protocolVersion; leader: string; epoch: number };
export type EntryShape = EpochShape & { seq: number; at: string };
export type KeptEntry = { entry: Entry; characters: number; atMs: number };
export type Gone = { from: number; to: number; pulses: number };

export type Announcements = {
  shape: EpochShape;
  /** Published, then kept. */
  append<E extends Entry>(make: (shape: EntryShape) => E): E;
  beat(leaving: boolean): void;
  lastSeq(): number;
  /** How many of them were pulses. */
  pulses(): number;
  /** Of these numbers, both ends with it: what is still in memory, the first 5,000 of it, and what is not. */
  between(from: number, to: number): { gone: Gone | null; entries: KeptEntry[] };
};

/** For one request; the rest is asked for again. */
const replayedMost = 5000;

/** The leader's log: numbered without gaps, published, and kept in memory for those who missed it. */
export function createAnnouncements(leader: string, epoch: number, kept: number, ports: AnnouncementPorts): Announcements {
  const shape: EpochShape = { v: protocolVersion, leader, epoch };
  const ring: KeptEntry[] = [];
  const marks = createPulseMarks();
  let seq = 0;
  let pulses = 0;

  return {
    shape,
    append(make) {
      seq++;
      const entry = make({ ...shape, seq, at: new Date(ports.wallMs()).toISOString() });
      const text = JSON.stringify(entry);
      ports.publish(text);
      if (entry.kind === 'pulse') pulses++;
      ring[seq % kept] = { entry, characters: text.length, atMs: ports.monotonicMs() };
      marks.set(seq, entry.kind === 'pulse');
      ports.keep([entry]);
      return entry;
    },
    beat(leaving) {
      ports.publish(JSON.stringify({ ...shape, kind: 'beat', seq, pulses, leaving } satisfies Announced));
    },
    lastSeq: () => seq,
    pulses: () => pulses,
    between(from, to) {
      const oldest = Math.max(1, seq - kept + 1);
      const goneTo = Math.min(to, oldest - 1);
      const goneFrom = Math.max(1, from);
      const gone = goneFrom > goneTo ? null : { from: goneFrom, to: goneTo, pulses: marks.between(goneFrom, goneTo) };
      const first = Math.max(from, oldest);
      const length = Math.min(to - first + 1, seq - first + 1, replayedMost);
      const entries = Array.from({ length: Math.max(0, length) }, (_, at) => ring[(first + at) % kept] ?? []).flat();
      return { gone, entries };
    },
  };
}
