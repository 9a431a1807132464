import type { CaptureMode, CaptureSummary, Metadata } from '../contract/api.ts';
import type { RecordFacts } from '../contract/uploads.ts';
import type { CaptureEnd } from '../journal/port.ts';
import { type Pulse, toFacts } from '../pulses/pulse.ts';
import { countOutcomes } from './verdict.ts';

/** A capture that stands in the journal and is still to be taken, or is being taken. */
export type Begun = {
  captureId: string;
  attempt: number;
  pulse: Pulse;
  mode: CaptureMode;
  /** Until when late readings are waited for, on the monotonic clock; null for the past. */
  deadlineMs: number | null;
  /** Given where an earlier attempt had them: files of one pulse must say the same. */
  metadata: Metadata | null;
  /** Names; null: all of the setup. */
  devices: readonly string[] | null;
  /** How its pulse stands in the Gateway. */
  record: RecordFacts;
  /** Its exporter had died over it. */
  recovered: boolean;
  /** Taken before, and held because the disk or a source was away. */
  again: boolean;
};

export function startSummary(begun: Begun, expected: number, at: string): CaptureSummary {
  const { localOnly } = begun.record;
  return {
    captureId: begun.captureId,
    pulse: toFacts(begun.pulse),
    attempt: begun.attempt,
    mode: begun.mode,
    step: 'collecting',
    verdict: null,
    expected,
    captured: 0,
    counts: {},
    file: null,
    bytes: 0,
    phases: {},
    startedAt: at,
    failure: null,
    ...(localOnly === null ? {} : { localOnly }),
    ...(begun.metadata === null ? {} : { metadata: begun.metadata }),
  };
}

export function endSummary(start: CaptureSummary, end: CaptureEnd): CaptureSummary {
  const counts = countOutcomes(end.outcomes);
  return {
    ...start,
    step: end.verdict === 'failed' ? 'failed' : 'kept',
    verdict: end.verdict,
    expected: end.expected,
    captured: counts.captured ?? 0,
    counts,
    file: end.file,
    bytes: end.bytes,
    phases: end.phases,
    failure: end.failure,
    ...(end.upload === true && end.file !== null && start.localOnly === undefined ? { upload: 'queued' as const } : {}),
  };
}
