import { type CaptureSummary, type ChannelOutcome, outcomeCodes, type PulseFacts } from '../../core/contract/api.ts';
import { csvLine } from '../parts/csv-line.ts';
import { isoOf } from '../words/numbers.ts';

const missed = outcomeCodes.filter((code) => code !== 'captured');

/** RFC 4180, with a head. Pulse IDs and nanoseconds have more digits than a spreadsheet holds: import them as text. */
export const capturesHead = csvLine([
  ...['capture', 'pulse_id', 'pulse_time_utc', 'pulse_timestamp_ns', 'attempt', 'mode', 'verdict', 'step', 'expected', 'captured'],
  ...missed.map((code) => code.replaceAll('-', '_')),
  ...['file', 'bytes', 'started_at', 'total_ms', 'upload', 'local_only', 'superseded_by', 'removed_at', 'failure'],
]);

export function captureLine(capture: CaptureSummary): string {
  const { captureId, pulse, attempt, mode, verdict, step, expected, captured, counts } = capture;
  return csvLine([
    ...[captureId, pulse.pulseId, isoOf(pulse.timestampNs), pulse.timestampNs, attempt, mode, verdict, step, expected, captured],
    ...missed.map((code) => counts[code] ?? 0),
    ...[capture.file, capture.bytes, capture.startedAt, capture.phases.totalMs, capture.upload, capture.localOnly],
    ...[capture.superseded, capture.removedAt, capture.failure?.message],
  ]);
}

export const channelsHead = csvLine([
  ...['pulse_id', 'pulse_timestamp_ns', 'channel', 'device', 'outcome', 'sentence', 'offset_ms', 'age_ms', 'latency_ms', 'bytes'],
  ...['alarm_severity', 'alarm_status', 'source', 'topic_or_pv', 'partition', 'kafka_offset', 'gateway_would_refuse'],
]);

export function channelLine({ pulseId, timestampNs }: PulseFacts, outcome: ChannelOutcome): string {
  const { channel, device, code, sentence, offsetMs, ageMs, latencyMs, bytes, alarm, provenance, gateway } = outcome;
  const from =
    provenance === undefined
      ? []
      : provenance.kind === 'kafka'
        ? ['kafka', provenance.topic, provenance.partition, provenance.offset]
        : ['archiver', provenance.pv, null, null];
  return csvLine([
    ...[pulseId, timestampNs, channel, device, code, sentence, offsetMs, ageMs, latencyMs, bytes, alarm?.severity, alarm?.status],
    ...(from.length === 0 ? [null, null, null, null] : from),
    gateway,
  ]);
}
