import { useEffect } from 'react';
import { withUnits } from '../curve/words.ts';
import { clockOf, grouped, isoOf } from '../words/numbers.ts';
import type { ChartRow } from './chart-rows.ts';

type TipProps = { row: ChartRow | null; units: string | null; onTold(row: ChartRow | null): void };

/** What the pointer or a key has come to; `onTold` hears it too. */
export function TrendTip({ row, units, onTold }: TipProps) {
  useEffect(() => onTold(row), [row, onTold]);
  if (row === null) return null;
  const { pulse, value, why } = row.point;
  if (row.silence !== null)
    return (
      <div className="trend-tip">
        <p className="strong">{row.silence}</p>
      </div>
    );
  return (
    <div className="trend-tip">
      <p className="strong">{value === null ? (why ?? 'no value') : withUnits(value, units)}</p>
      <p>Pulse {grouped(pulse.pulseId)}</p>
      <p>
        {isoOf(pulse.timestampNs).slice(0, 10)} {clockOf(pulse.timestampNs)} UTC
      </p>
    </div>
  );
}
