import { OutcomeWord } from '../marks/OutcomeMark.tsx';
import { StateMark } from '../marks/StateMark.tsx';
import { bytes, duration, signed } from '../words/numbers.ts';
import { LastValue } from './LastValue.tsx';
import type { SortKey } from './order.ts';
import type { DeviceRow } from './rows.ts';
import { Strip } from './Strip.tsx';

export type ColumnKey = SortKey | 'strip' | 'value';
/** `room`: in a narrow table, those with more of it go first. */
export type TableColumn = { key: ColumnKey; title: string; says: string; number?: true; room?: 'wide' | 'widest' };

export const columns: readonly TableColumn[] = [
  { key: 'device', title: 'Device', says: 'Its name in the settings' },
  { key: 'outcome', title: 'Last outcome', says: 'At the newest pulse; of several channels the worst' },
  { key: 'strip', title: 'Last 60 pulses', says: 'Newest at the right; a bar is a pulse it was not captured at' },
  { key: 'value', title: 'Last value', says: 'As it stands in the newest file; a number with its trend' },
  { key: 'type', title: 'Type', says: 'Of its channels', room: 'wide' },
  { key: 'channels', title: 'Channels', says: 'How many', number: true, room: 'widest' },
  { key: 'source', title: 'Source', says: 'Where its readings come from', room: 'wide' },
  { key: 'exporter', title: 'Exporter', says: 'Which one captures it' },
  { key: 'age', title: 'Age', says: 'Since the reading of the last captured pulse', number: true },
  { key: 'offset', title: 'Offset', says: 'The reading’s time less the pulse’s; of several channels the largest', number: true },
  {
    key: 'p50',
    title: 'Latency p50',
    says: 'From the pulse until it stood in Kafka: half of them were not slower',
    number: true,
    room: 'widest',
  },
  { key: 'p95', title: 'p95', says: 'Latency: 19 of 20 were not slower', number: true },
  { key: 'bytes', title: 'Size', says: 'Of the last reading, without its wrapping', number: true, room: 'wide' },
  { key: 'captured', title: 'Captured', says: 'Of the pulses it was expected at', number: true },
  { key: 'manifest', title: 'Manifest', says: 'What the Gateway would say of it' },
];

type CellProps = { row: DeviceRow; column: ColumnKey; nowMs: number };

export function DeviceCell({ row, column, nowMs }: CellProps) {
  switch (column) {
    case 'device':
      return row.name;
    case 'outcome':
      return <LastOutcome row={row} />;
    case 'strip':
      return <Strip cells={row.strip} />;
    case 'value':
      return <LastValue row={row} />;
    case 'type':
      return row.type;
    case 'channels':
      return row.device.channels.length;
    case 'source':
      return row.sources.length === 1 ? row.sources[0] : `${row.sources[0]} and ${row.sources.length - 1} more`;
    case 'exporter':
      return (
        <>
          {row.exporter} {row.pinned && <span className="pin">pinned</span>}
        </>
      );
    case 'age':
      return <Age row={row} nowMs={nowMs} />;
    case 'offset':
      return row.offsetMs === null ? <Unknown row={row} /> : <Measure text={signed(row.offsetMs)} />;
    case 'p50':
      return row.latencyMs === null ? <Unknown row={row} /> : <Measure text={duration(row.latencyMs.p50)} />;
    case 'p95':
      return row.latencyMs === null ? <Unknown row={row} /> : <Measure text={duration(row.latencyMs.p95)} />;
    case 'bytes':
      return row.bytes === null ? <Unknown row={row} /> : <Measure text={bytes(row.bytes)} />;
    case 'captured':
      return <Captured row={row} />;
    case 'manifest':
      return <Manifest row={row} />;
  }
}

function LastOutcome({ row: { last, outOfService } }: { row: DeviceRow }) {
  if (outOfService !== null && last?.code !== 'skipped') return <span className="soft">out of service</span>;
  if (last === null) return <span className="soft">no pulse yet</span>;
  return (
    <>
      <OutcomeWord code={last.code} />
      {last.partly && <span className="caption"> partly</span>}
    </>
  );
}

function Age({ row: { freshness, elsewhere }, nowMs }: Omit<CellProps, 'column'>) {
  if (freshness.state === 'quiet') return <span className="caption">not expected</span>;
  if (freshness.sinceNs === null)
    return (
      <span
        className="caption"
        title={elsewhere ? 'Not captured at any pulse that can be seen from here' : 'Not captured in the last 100 pulses'}
      >
        unknown
      </span>
    );
  const age = duration(Math.max(0, nowMs - Number(freshness.sinceNs / 1_000_000n)));
  return freshness.state === 'fresh' ? <Measure text={age} /> : <b title="Not captured at the newest pulse">stale, {age}</b>;
}

function Captured({ row: { success } }: { row: DeviceRow }) {
  if (success === null) return <span className="caption">not expected</span>;
  const { captured, pulses } = success;
  return (
    <span className={captured < pulses ? 'strong' : ''}>
      {captured} <span className="unit">of {pulses}</span>
    </span>
  );
}

function Manifest({ row: { manifest } }: { row: DeviceRow }) {
  const bad = manifest.answer === 'refused' || manifest.answer === 'caution';
  return (
    <span title={manifest.sentence} className={bad ? 'of-time' : 'soft'}>
      {bad && <StateMark state="attention" />} {manifest.word}
    </span>
  );
}

function Unknown({ row: { elsewhere, exporter } }: { row: DeviceRow }) {
  return (
    <span
      className="caption"
      title={elsewhere ? `${exporter} has it on its own screens` : 'It was not measured yet, or its source does not tell'}
    >
      {elsewhere ? 'elsewhere' : '–'}
    </span>
  );
}

/** A number, and its unit set back. */
export function Measure({ text }: { text: string }) {
  const at = text.lastIndexOf(' ');
  return (
    <span className="nowrap">
      {text.slice(0, at)} <span className="unit">{text.slice(at + 1)}</span>
    </span>
  );
}
