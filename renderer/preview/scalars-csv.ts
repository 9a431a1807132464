import type { PulsePreview } from '../../core/contract/preview.ts';
import { csvLine } from '../parts/csv-line.ts';
import type { ScalarRow } from './scalars.ts';

const head = csvLine([
  ...['pulse_id', 'pulse_timestamp_ns', 'channel', 'value', 'units', 'reference_pulse_id', 'reference_value'],
  ...['change', 'change_percent', 'change_sigmas', 'outcome', 'sentence', 'source', 'sample_timestamp_ns', 'offset_ms'],
  ...['alarm_severity', 'alarm_status', 'exporter', 'file'],
]);

/** Values with all their digits; pulse IDs and nanoseconds have more than a spreadsheet holds: import them as text. */
export function scalarsCsv({ pulse }: PulsePreview, reference: PulsePreview | null, rows: readonly ScalarRow[]): string[] {
  const { pulseId, timestampNs } = pulse;
  return [
    head,
    ...rows.map((row) => {
      if (row.kind === 'missing') {
        const { code, sentence } = row.outcome;
        return csvLine([pulseId, timestampNs, row.name, ...Array.from({ length: 7 }, () => null), code, sentence, ...noSample]);
      }
      const { name, channel, reference: before, change } = row;
      const { source, sampleTimestampNs, offsetMs, alarm } = channel.sample;
      return csvLine([
        ...[pulseId, timestampNs, name, channel.text, channel.units, before === null ? null : reference?.pulse.pulseId, before?.text],
        ...[change?.delta, change?.percent, change?.sigmas, 'captured', null, source, sampleTimestampNs, offsetMs],
        ...[alarm?.severity, alarm?.status, channel.exporter, channel.file],
      ]);
    }),
  ];
}

const noSample = Array.from({ length: 7 }, () => null);
