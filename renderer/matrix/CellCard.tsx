import { useEffect, useState } from 'react';
import type { ChannelOutcome } from '../../core/contract/api.ts';
import { OutcomeMark } from '../marks/OutcomeMark.tsx';
import { looks } from '../marks/outcomes.ts';
import { useAsk } from '../store/ask.ts';
import { bytes, clockOf, duration } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { deviceCell } from './cells.ts';
import type { Column } from './columns.ts';
import type { Geometry } from './geometry.ts';
import { cellOf, type Row } from './rows.ts';

type CellCardProps = { row: Row; column: Column; at: { column: number; row: number }; geometry: Geometry };

const width = 384;

/** What became of a device at a pulse, channel by channel; the sentences are asked for, for the state carries codes only. */
export function CellCard({ row, column, at, geometry }: CellCardProps) {
  const outcomes = useOutcomes(row.captures[0]?.captureId, row.inFlight);
  const cell = deviceCell(row, column);
  if (cell === null) return null;
  const x = (geometry.left[at.column] ?? 0) + geometry.pitchX + 12;
  const y = (geometry.top[at.row] ?? 0) + geometry.pitchY + 9;
  const below = y < geometry.height * 0.55;
  return (
    <div
      className="cell-card"
      role="tooltip"
      style={{
        left: Math.min(x, geometry.width - width - 8),
        ...(below ? { top: y } : { bottom: geometry.height - y + geometry.pitchY + 18 }),
      }}
    >
      <h3>
        <OutcomeMark code={cell.code} /> {cell.code} <span className="soft">{column.device.name}</span>
      </h3>
      {column.device.channels.map(({ name }) => {
        const code = cellOf(row, name, column.exporter);
        const outcome = outcomes?.find(({ channel }) => channel === name);
        return <p key={name}>{outcome?.sentence ?? (code === null ? `${name}: not captured then.` : `${name}: ${looks[code].says}`)}</p>;
      })}
      <dl className="facts">
        <dt>Pulse</dt>
        <dd>
          <PulseId id={row.pulse.pulseId} />, {clockOf(row.pulse.timestampNs)} UTC
        </dd>
        <dt>Exporter</dt>
        <dd>{column.exporter}</dd>
        {column.device.channels.slice(0, 3).map((channel) => (
          <SourceFacts key={channel.name} {...{ channel, outcome: outcomes?.find((each) => each.channel === channel.name) }} />
        ))}
      </dl>
      <p className="caption">Click or Enter: its capture. With Shift: its data.</p>
    </div>
  );
}

type SourceFactsProps = { channel: Column['device']['channels'][number]; outcome: ChannelOutcome | undefined };

function SourceFacts({ channel: { source, match }, outcome }: SourceFactsProps) {
  const measured = [
    ...(outcome?.offsetMs === undefined ? [] : [`offset ${duration(outcome.offsetMs)}`]),
    ...(outcome?.latencyMs === undefined ? [] : [`latency ${duration(outcome.latencyMs)}`]),
    ...(outcome?.ageMs === undefined ? [] : [`age ${duration(outcome.ageMs)}`]),
    ...(outcome?.bytes === undefined ? [] : [bytes(outcome.bytes)]),
  ];
  return (
    <>
      <dt>{source.kind === 'kafka' ? 'Topic' : 'PV'}</dt>
      <dd>{source.kind === 'kafka' ? source.topic : source.pv}</dd>
      <dt>Match</dt>
      <dd>{[match, ...measured].join(', ')}</dd>
    </>
  );
}

/** null until they are here, or where they are another exporter's. */
function useOutcomes(captureId: string | undefined, inFlight: boolean): readonly ChannelOutcome[] | null {
  const ask = useAsk();
  const [found, setFound] = useState<{ captureId: string; outcomes: readonly ChannelOutcome[] } | null>(null);
  useEffect(() => {
    if (captureId === undefined || inFlight) return;
    let wanted = true;
    ask('getCapture', { captureId }).then(
      ({ outcomes }) => wanted && setFound({ captureId, outcomes }),
      () => wanted && setFound(null), // the codes are there all the same
    );
    return () => {
      wanted = false;
    };
  }, [ask, captureId, inFlight]);
  return found?.captureId === captureId ? (found?.outcomes ?? null) : null;
}
