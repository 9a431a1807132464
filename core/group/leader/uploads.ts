import { isDeepStrictEqual } from 'node:util';
import type { PulseFacts } from '../../contract/api.ts';
import type { PulseUpload } from '../../contract/group.ts';
import type { FileUploadTold, Unsettled } from '../protocol.ts';
import { pulseKey } from '../pulse-key.ts';
import { remember } from '../remember.ts';
import { type FileUpload, fileKey, foldUploads, isSettled, knownOf, settledIn, type UploadGround } from '../tally/upload-tally.ts';
import type { Announcements } from './announcements.ts';
import { createAsking } from './asking.ts';

type UploadsPorts = {
  /** Files of this setup go to a Gateway. */
  enabled: boolean;
  announcements: Announcements;
  monotonicMs(): number;
  /** Not judged yet: told with its verdict. */
  isOpen(pulse: PulseFacts): boolean;
  /** Of a pulse that is not in memory here: to be restored, and then told again. */
  forgotten(exporter: string, told: FileUploadTold): void;
  announced(pulse: PulseFacts, upload: PulseUpload): void;
};

type UploadRecord = {
  pulse: PulseFacts;
  shares: UploadGround['shares'];
  known: Map<string, FileUpload>;
  localOnly: string | null;
  /** As announced last; null before its verdict. */
  told: PulseUpload | null;
  announcedMs: number;
};

/** A day of a pulse a minute, and more. Beyond it one that is settled is forgotten, or else the oldest; then its last announcement is read from the journal. */
export const uploadsMost = 2000;
/** Of one pulse, whoever tells: far more than exporters and attempts. */
const filesMost = 1000;
/** Milliseconds between two announcements of one pulse's uploads. */
const pauseMs = 1000;
/** Milliseconds: several that begin to follow a new leader have missed the same. */
const againMs = 60_000;
/** With one tick; the rest with the next. */
const announcedAtOnce = 100;

/** How the pulses stand in the Gateway: what every exporter tells of its files, folded, and announced when it changes. */
export function createUploads({ enabled, announcements, monotonicMs, isOpen, forgotten, announced }: UploadsPorts) {
  const records = new Map<string, UploadRecord>();
  const changed = new Set<UploadRecord>();
  const asking = createAsking();
  const saidAgainMs = new Map<string, number>();

  function isWaiting({ told }: UploadRecord): boolean {
    return told === null || told.state === 'waiting';
  }

  function put(record: UploadRecord): void {
    const key = pulseKey(record.pulse);
    records.delete(key);
    records.set(key, record);
    if (records.size <= uploadsMost) return;
    const [oldest] = records.keys();
    const settled = [...records].find(([, each]) => !isWaiting(each))?.[0];
    const gone = settled ?? oldest;
    if (gone === undefined) return;
    records.delete(gone);
    asking.forget(gone);
  }

  function apply(record: UploadRecord, exporter: string, { file, state, sentence, refused }: FileUploadTold): void {
    const key = fileKey({ exporter, file });
    if (!record.known.has(key) && record.known.size >= filesMost) return;
    record.known.set(key, { exporter, file, state, sentence, refused });
    if (record.told !== null) changed.add(record);
  }

  function announce(record: UploadRecord, nowMs: number): boolean {
    const { pulse, told } = record;
    const upload = foldUploads({ ...record, judged: true });
    if (isDeepStrictEqual(upload, told) || (told?.state === 'none' && upload.state === 'none')) return false;
    Object.assign(record, { told: upload, announcedMs: nowMs });
    announcements.append((shape) => ({ ...shape, kind: 'upload', pulse, upload }));
    announced(pulse, upload);
    return true;
  }

  return {
    /** null where files are not uploaded. */
    fold(pulse: PulseFacts, ground: Omit<UploadGround, 'known'>): PulseUpload | null {
      return enabled ? foldUploads({ ...ground, known: records.get(pulseKey(pulse))?.known ?? new Map() }) : null;
    },
    /** With its verdict. */
    judged(pulse: PulseFacts, upload: PulseUpload | null, { shares, localOnly }: Pick<UploadGround, 'shares' | 'localOnly'>): void {
      if (upload === null) return;
      const known = records.get(pulseKey(pulse))?.known ?? new Map<string, FileUpload>();
      const ground = { shares: shares.map(({ exporter, files }) => ({ exporter, files })), localOnly };
      put({ pulse, known, told: upload, announcedMs: monotonicMs(), ...ground });
    },
    /** As it was announced last, by whichever leader; asked for at once. */
    restore(pulse: PulseFacts, upload: PulseUpload): void {
      if (!enabled || records.has(pulseKey(pulse)) || isOpen(pulse)) return;
      const shares = upload.files.map(({ exporter, file }) => ({ exporter, files: [file] }));
      put({ pulse, known: knownOf(upload), shares, localOnly: null, told: upload, announcedMs: Number.NEGATIVE_INFINITY });
    },
    /** For one that has missed it. False where it is not in memory. */
    again({ pulse, settled }: Unsettled): boolean {
      const key = pulseKey(pulse);
      const told = records.get(key)?.told;
      if (told === undefined) return false;
      const nowMs = monotonicMs();
      if (told === null || settledIn(told) === settled || nowMs - (saidAgainMs.get(key) ?? Number.NEGATIVE_INFINITY) < againMs) return true;
      remember(saidAgainMs, key, nowMs, uploadsMost);
      announcements.append((shape) => ({ ...shape, kind: 'upload', pulse, upload: told }));
      return true;
    },
    latest: (pulse: PulseFacts): PulseUpload | null => records.get(pulseKey(pulse))?.told ?? null,
    hasRoom: () => [...records.values()].filter(isWaiting).length < uploadsMost,

    told(exporter: string, told: FileUploadTold): void {
      if (!enabled) return;
      const record = records.get(pulseKey(told.pulse));
      if (record !== undefined) apply(record, exporter, told);
      else if (!isOpen(told.pulse)) forgotten(exporter, told);
      else {
        const fresh = { pulse: told.pulse, shares: [], known: new Map(), localOnly: null, told: null, announcedMs: 0 };
        apply(fresh, exporter, told);
        put(fresh);
      }
    },
    /** Pulses of which this exporter is to be asked now: it has a file that is not settled, and has said nothing of it for long. */
    due(exporter: string): PulseFacts[] {
      const nowMs = monotonicMs();
      const due: [string, PulseFacts][] = [];
      for (const [key, { told, pulse, announcedMs }] of records) {
        if (told?.state !== 'waiting' || !asking.isDue(key, exporter, announcedMs, nowMs)) continue;
        if (told.files.some((file) => file.exporter === exporter && !isSettled(file.state))) due.push([key, pulse]);
      }
      return asking.ask(exporter, due, nowMs);
    },
    /** It may have told while nobody heard it. */
    joined: (exporter: string) => asking.begin(exporter, monotonicMs()),
    tick(): void {
      const nowMs = monotonicMs();
      let count = 0;
      for (const record of changed) {
        if (count >= announcedAtOnce) return;
        if (nowMs - record.announcedMs < pauseMs) continue;
        changed.delete(record);
        if (!isOpen(record.pulse) && announce(record, nowMs)) count++;
      }
    },
  };
}

export type Uploads = ReturnType<typeof createUploads>;
