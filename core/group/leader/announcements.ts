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
  /** Of these numbers, both ends with it: what is still in memory, as much of it as one request is answered with, and what is not. */
  between(from: number, to: number): { gone: Gone | null; entries: KeptEntry[] };
};

/** For one request; the rest is asked for again. The characters are written in some 20 ms: longer, and the next pulse's announcement would wait for it. */
const replayedMost = 5000;
const replayedCharacters = 8_000_000;

/** The leader's log: numbered without gaps, published, and kept in memory for those who missed it. */
export function createAnnouncements(leader: string, epoch: number, size: number, ports: AnnouncementPorts): Announcements {
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
      ring[seq % size] = { entry, characters: text.length, atMs: ports.monotonicMs() };
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
      const oldest = Math.max(1, seq - size + 1);
      const goneTo = Math.min(to, oldest - 1);
      const goneFrom = Math.max(1, from);
      const gone = goneFrom > goneTo ? null : { from: goneFrom, to: goneTo, pulses: marks.between(goneFrom, goneTo) };
      const last = Math.min(to, seq, Math.max(from, oldest) + replayedMost - 1);
      const entries: KeptEntry[] = [];
      let characters = 0;
      for (let number = Math.max(from, oldest); number <= last && characters < replayedCharacters; number++) {
        const kept = ring[number % size];
        if (kept === undefined) continue;
        entries.push(kept);
        characters += kept.characters;
      }
      return { gone, entries };
    },
  };
}
