import { type Announced, type Entry, protocolVersion, pulsesMost } from '../protocol.ts';
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
  /** Of these numbers, both ends with it: what is still in memory, in batches that fit into one message, and what is not. */
  between(from: number, to: number): { gone: Gone | null; batches: KeptEntry[][] };
};

/** Of one batch: far below the largest message, which a single entry may be. */
const batchCharacters = 4_000_000;
/** For one request; the rest is asked for again. */
const batchesMost = 10;

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
      return { gone, batches: batched(Math.max(from, oldest), Math.min(to, seq)) };
    },
  };

  function batched(from: number, to: number): KeptEntry[][] {
    const batches: KeptEntry[][] = [];
    let batch: KeptEntry[] = [];
    let characters = 0;
    for (let at = from; at <= to; at++) {
      const found = ring[at % kept];
      if (found === undefined) continue;
      if (batch.length > 0 && (batch.length >= pulsesMost || characters + found.characters > batchCharacters)) {
        batches.push(batch);
        if (batches.length === batchesMost) return batches;
        batch = [];
        characters = 0;
      }
      batch.push(found);
      characters += found.characters;
    }
    return batch.length > 0 ? [...batches, batch] : batches;
  }
}
