import type { ChannelOutcome, PulseFacts } from '../contract/api.ts';
import type { ReportUploads } from '../contract/report.ts';
import type { KeptAttempt } from '../journal/report-port.ts';
import { type FoundPulse, recordIn, uploadIn, verdictIn } from './found.ts';
import { groupReasons, type Reason, reasonsOf, wholeReason } from './reason.ts';
import { countFiles, groupUploadReasons, isInDoubt, uploadReasons } from './uploads.ts';

export type CapturedAs = 'complete' | 'partial' | 'empty' | 'failed' | 'notCaptured' | 'open';

/** What should be of a pulse in the Gateway. */
export type Expected = {
  pulse: PulseFacts;
  digits: 0 | 3;
  /** Channels at least: over the whole group where its verdict is known, else of this exporter. */
  least: number;
  /** Captured here, and left out on the way for a reason that is told elsewhere. */
  leftOut: readonly string[];
  inDoubt: boolean;
  /** A file of it never arrived, which is told already. */
  explained: boolean;
  /** Something of it is known to be missing. */
  lacking: boolean;
  /** When the file was removed from the data folder; null where one is still there. */
  removedAt: string | null;
};

export type PulseFate = {
  pulse: PulseFacts;
  capturedAs: CapturedAs;
  /** Of a group, whose announcement is not kept any more. */
  shareOnly: boolean;
  localOnly: boolean;
  supersededFiles: number;
  files: Partial<Record<keyof ReportUploads, number>>;
  reasons: Reason[];
  /** null: nothing of it is to be there. */
  expected: Expected | null;
};

export type FateGround = {
  exporter: string;
  /** A gateway is named; `digits` of a second as it counts them now. */
  gateway: { digits: 0 | 3 } | null;
};

type Captured = { as: CapturedAs; channels: number; reasons: Reason[] };

/** What became of one pulse. `missed`: outcomes that are neither captured nor skipped, by capture. */
export function fateOf(found: FoundPulse, missed: Readonly<Record<string, readonly ChannelOutcome[]>>, ground: FateGround): PulseFate {
  const { pulse, announced, attempts } = found;
  const counting = attempts.filter(({ superseded }) => !superseded);
  const captured = announced === null ? ownCapture(counting, missed) : groupCapture(found, counting, missed);
  const record = recordIn(found);
  const localOnly = (record?.localOnly ?? null) !== null;
  const files = counting.filter(({ file }) => file !== null);
  const pulseUpload = uploadIn(announced);
  const own = localOnly ? [] : uploadReasons(files, ground.gateway !== null);
  const uploads = localOnly ? own : [...own, ...groupUploadReasons(pulseUpload, ground.exporter, own)];
  const leftOut = uploads.flatMap(({ channels }) => channels);
  const reasons = [...captured.reasons, ...uploads];
  const expected: Expected | null =
    localOnly || captured.channels === 0
      ? null
      : {
          ...{
            pulse,
            digits: record?.digits ?? ground.gateway?.digits ?? 0,
            leftOut,
            explained: uploads.some(({ channels }) => channels.length === 0),
            lacking: reasons.length > 0,
            removedAt: files.every(({ removedAt }) => removedAt !== null) ? (files.at(-1)?.removedAt ?? null) : null,
          },
          least: captured.channels - leftOut.length,
          inDoubt: uploads.length > 0 || files.some(isInDoubt) || (pulseUpload !== null && pulseUpload.state !== 'accepted'),
        };
  return {
    ...{ pulse, capturedAs: captured.as, localOnly, expected, reasons },
    shareOnly: announced === null && counting.some(({ ofGroup }) => ofGroup),
    supersededFiles: attempts.filter(({ superseded, file }) => superseded && file !== null).length,
    files: countFiles(attempts, localOnly, ground.gateway !== null),
  };
}

/** Where this exporter captured all devices. A later attempt expects only what the earlier ones lack. */
function ownCapture(attempts: readonly KeptAttempt[], missed: Readonly<Record<string, readonly ChannelOutcome[]>>): Captured {
  const ended = attempts.filter(({ verdict }) => verdict !== null);
  const newest = ended.findLast(({ verdict }) => verdict !== 'failed');
  if (newest === undefined) return ended.length === 0 ? notCaptured(attempts) : failed(ended);
  const channels = ended.reduce((sum, { file, counts }) => sum + (file === null ? 0 : (counts.captured ?? 0)), 0);
  const lacking = newest.expected - (newest.counts.captured ?? 0);
  if (lacking <= 0) return { as: 'complete', channels, reasons: [] };
  const reasons = reasonsOf(missed[newest.captureId] ?? []);
  return { as: channels === 0 ? 'empty' : 'partial', channels, reasons: reasons.length > 0 ? reasons : [lackingReason(lacking)] };
}

/** As the leader judged it over all exporters. Of channels that were this exporter's own the sentences are known. */
function groupCapture(
  found: FoundPulse,
  own: readonly KeptAttempt[],
  missed: Readonly<Record<string, readonly ChannelOutcome[]>>,
): Captured {
  const verdict = verdictIn(found.announced);
  if (verdict === null) {
    const channels = own.reduce((sum, { file, counts }) => sum + (file === null ? 0 : (counts.captured ?? 0)), 0);
    return { as: 'open', channels, reasons: [] };
  }
  const { expected, captured: channels } = verdict;
  if (verdict.verdict === 'complete' || expected === 0) return { as: 'complete', channels, reasons: [] };
  const known = new Map(own.flatMap(({ captureId }) => missed[captureId] ?? []).map((outcome) => [outcome.channel, outcome]));
  const reasons = groupReasons(verdict.missed, known);
  const why = verdict.verdict === 'failed' ? failed(own).reasons : [lackingReason(expected - channels)];
  return { as: verdict.verdict, channels, reasons: reasons.length > 0 ? reasons : why };
}

function failed(attempts: readonly KeptAttempt[]): Captured {
  const failure = attempts.findLast(({ failure }) => failure !== null)?.failure ?? null;
  const sentence = failure?.message ?? 'No file of it could be made; the journals of the exporters that failed say why.';
  return { as: 'failed', channels: 0, reasons: [wholeReason('capture', failure?.code ?? 'failed', sentence)] };
}

const unfinished = 'Its capture has begun and not ended: it is being taken, or the exporter ended at it and takes it up at its next start.';

/** Where other exporters had all its devices, what they captured is not known here. */
function notCaptured(attempts: readonly KeptAttempt[]): Captured {
  if (attempts.length === 0) return { as: 'open', channels: 0, reasons: [] };
  return { as: 'notCaptured', channels: 0, reasons: [wholeReason('capture', 'unfinished', unfinished)] };
}

function lackingReason(channels: number): Reason {
  return wholeReason('capture', 'missing', `${channels} of its channels were not captured; which, this journal does not tell.`);
}
