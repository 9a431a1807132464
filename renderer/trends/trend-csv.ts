import type { TrendPoint } from '../../core/contract/preview.ts';
import { csvLine } from '../parts/csv-line.ts';
import { isoOf } from '../words/numbers.ts';
import { type Choice, quantityWords } from './choices.ts';

/** RFC 4180: every capture, with why it has no value. Pulse IDs and nanoseconds have more digits than a spreadsheet holds: import them as text. */
export function trendCsv({ channel, quantity }: Choice, units: string | null, points: readonly TrendPoint[]): string[] {
  const head = `${channel} ${quantityWords[quantity]}${units === null ? '' : ` (${units})`}`;
  return [
    csvLine(['pulse_id', 'pulse_time_utc', 'pulse_timestamp_ns', 'capture', head, 'why_not']),
    ...points.map(({ pulse: { pulseId, timestampNs }, captureId, value, why }) =>
      csvLine([pulseId, isoOf(timestampNs), timestampNs, captureId, value, why]),
    ),
  ];
}
