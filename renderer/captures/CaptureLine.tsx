import { StateMark } from '../marks/StateMark.tsx';
import { clockOf, isoOf } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import type { ListRow } from './rows.ts';
import { type Said, uploadOf, verdictOf } from './words.ts';

/** More missing than this share of the expected is bold: the eye finds the bad pulse in a long list. */
const muchMissing = 0.06;

/** `today`: 2026-11-23; others say their day. */
type CaptureLineProps = { row: ListRow; today: string; index: number; isOpen: boolean; isCurrent: boolean; onOpen(): void };

export function CaptureLine({ row, today, index, isOpen, isCurrent, onOpen }: CaptureLineProps) {
  const { captureId, pulse, expected, captured, attempt, verdict } = row;
  const time = clockOf(pulse.timestampNs);
  const day = isoOf(pulse.timestampNs).slice(0, 10);
  const lacks = verdict !== null && expected > 0 && (expected - captured) / expected > muchMissing;
  return (
    <tr
      id={`capture-${captureId}`}
      className={isCurrent ? 'current' : ''}
      aria-rowindex={index}
      aria-selected={isOpen}
      onClick={onOpen}
      title={`Capture ${captureId}, ${day}`}
    >
      <td>
        {day !== today && <span className="unit">{day.slice(5)} </span>}
        {time.slice(0, 5)}
        <span className="unit">{time.slice(5)}</span>
      </td>
      <td className="roomy">
        <PulseId id={pulse.pulseId} />
      </td>
      <td>
        <SaidMark said={verdictOf(row)} />
      </td>
      <td className={lacks ? 'number strong' : 'number'}>
        {captured} <span className="unit">of {expected}</span>
      </td>
      <td className="number soft roomy">{attempt}</td>
      <td>
        <SaidMark said={uploadOf(row)} />
      </td>
    </tr>
  );
}

export function SaidMark({ said }: { said: Said | null }) {
  if (said === null) return null;
  return (
    <span className={`nowrap ${said.isQuiet ? 'soft' : said.state === 'attention' ? 'of-time' : 'of-source'}`}>
      <StateMark state={said.state} /> {said.word}
    </span>
  );
}
