import { StateMark } from '../marks/StateMark.tsx';
import { rowsOf } from '../matrix/rows.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { agoWords, clockOf } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';

/** The newest that was captured to its end, and how old it is. */
export function LastPulse() {
  const { captures, pulses } = useStore(({ exporter }) => exporter);
  const now = useNow();
  const last = rowsOf({ captures, pulses }).find(({ inFlight }) => !inFlight);
  if (last === undefined)
    return (
      <div className="last-pulse">
        <span className="caption">Last pulse</span>
        <span className="value soft">none yet</span>
      </div>
    );
  const { pulse, captured, expected } = last;
  const state = captured === expected ? 'complete' : captured === 0 ? 'failed' : 'partial';
  return (
    <div className="last-pulse">
      <span className="caption">
        Last pulse, {clockOf(pulse.timestampNs)} UTC, {agoWords(now - Number(BigInt(pulse.timestampNs) / 1_000_000n))}
      </span>
      <span className="value">
        <PulseId id={pulse.pulseId} />{' '}
        <span className="verdict">
          <StateMark state={state} /> {captured === expected ? `complete, ${captured}` : `${state}, ${captured} of ${expected}`}
        </span>
      </span>
    </div>
  );
}
