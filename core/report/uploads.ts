import type { ReportUploads } from '../contract/report.ts';
import type { KeptAttempt, KeptUpload } from '../journal/report-port.ts';
import type { GroupUpload } from './found.ts';
import { type Reason, refusedReasons, wholeReason } from './reason.ts';

const waits = 'Its file waits for its turn to be sent.';
const notQueued = 'It was captured while the settings named no gateway, so its file was never sent.';

/** Why files that count are not in the Gateway, or not whole. */
export function uploadReasons(files: readonly KeptAttempt[], hasGateway: boolean): Reason[] {
  return files.flatMap(({ upload }) => {
    if (upload !== null) return reasonsOf(upload);
    return hasGateway ? [wholeReason('upload', 'not-queued', notQueued)] : [];
  });
}

function reasonsOf({ state, sentence, failure, leftOut }: KeptUpload): Reason[] {
  switch (state) {
    case 'accepted':
    case 'partly-refused':
      return refusedReasons(leftOut);
    case 'refused':
      return [wholeReason('upload', failure?.code ?? 'refused', sentence)];
    case 'queued':
    case 'sending':
    case 'waiting':
      return [wholeReason('upload', failure?.code ?? 'waiting', sentence === '' ? waits : sentence)];
    case 'withdrawn':
      return [];
  }
}

/** What the leader tells of the other exporters' files; `own` is told already. */
export function groupUploadReasons(upload: GroupUpload | null, exporter: string, own: readonly Reason[]): Reason[] {
  if (upload === null) return [];
  const told = new Set(own.flatMap(({ channels }) => channels));
  const others = upload.refused.filter((each) => each.exporter !== exporter && !told.has(each.channel));
  const whole = upload.state === 'waiting' || upload.state === 'refused';
  if (others.length === 0 && own.length === 0 && whole) return [wholeReason('upload', upload.state, upload.sentence)];
  return refusedReasons(others);
}

/** Whether all of it arrived, the journal cannot say for certain. */
export function isInDoubt({ upload }: KeptAttempt): boolean {
  return upload?.state !== 'accepted' || upload.unknownEnd;
}

const countedAs = {
  ...{ accepted: 'accepted', 'partly-refused': 'partlyRefused', refused: 'refused', withdrawn: 'withdrawn' },
  ...{ queued: 'waiting', sending: 'waiting', waiting: 'waiting' },
} as const satisfies Record<KeptUpload['state'], keyof ReportUploads>;

export function countFiles(
  attempts: readonly KeptAttempt[],
  localOnly: boolean,
  hasGateway: boolean,
): Partial<Record<keyof ReportUploads, number>> {
  const counts: Partial<Record<keyof ReportUploads, number>> = {};
  for (const { upload, file, superseded } of attempts) {
    const as = upload === null ? 'notQueued' : countedAs[upload.state];
    if (superseded && as !== 'withdrawn') continue;
    if (as === 'notQueued' && (file === null || localOnly || !hasGateway)) continue;
    counts[as] = (counts[as] ?? 0) + 1;
  }
  return counts;
}
