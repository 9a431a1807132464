import { readable } from '../devices/value-words.ts';
import { OutcomeWord } from '../marks/OutcomeMark.tsx';
import { type Change, isFar, percentWords } from './change.ts';
import { SampleMark } from './SampleMark.tsx';
import type { ScalarRow } from './scalars.ts';

/** Pixels of the bar for each σ, and at most. */
const barPerSigma = 6.5;
const barMost = 36;

/** All of them stand in the title, and in the table that is exported. */
const tableDigits = 4;

type ScalarLineProps = {
  /** 3 or 5: a small window has neither the reference nor σ. */
  columns: number;
  row: ScalarRow;
  index: number;
  isCurrent: boolean;
  isOld: boolean;
  onLook(name: string): void;
  onOpen(name: string): void;
};

export function ScalarLine({ row, columns, index, isCurrent, isOld, onLook, onOpen }: ScalarLineProps) {
  const { name } = row;
  const classes = [isCurrent && 'current', isOld && 'old'].filter(Boolean).join(' ');
  return (
    <tr
      id={`scalar-${name}`}
      aria-rowindex={index}
      aria-selected={isCurrent}
      className={classes}
      onPointerEnter={() => onLook(name)}
      onClick={() => onOpen(name)}
    >
      {row.kind === 'missing' ? (
        <td colSpan={columns} className="says cut" title={row.outcome.sentence}>
          <OutcomeWord code={row.outcome.code} /> {row.outcome.sentence.startsWith(name) ? '' : `${name}: `}
          {row.outcome.sentence}
        </td>
      ) : (
        <ShownCells row={row} isWide={columns > 3} />
      )}
    </tr>
  );
}

type ShownCellsProps = { row: Extract<ScalarRow, { kind: 'shown' }>; isWide: boolean };

function ShownCells({ row: { name, channel, reference, change, isOther }, isWide }: ShownCellsProps) {
  const far = isFar(change) || isOther;
  return (
    <>
      <td className={far ? 'small strong cut' : 'small cut'} title={name}>
        {name}
      </td>
      <td className={far ? 'number strong cut' : 'number cut'} title={channel.text ?? ''}>
        <SampleMark sample={channel.sample} /> {told(channel)} <span className="unit">{channel.units}</span>
      </td>
      {isWide && (
        <td className="number small soft cut" title={reference?.text ?? ''}>
          {reference === null ? '' : told(reference)}
        </td>
      )}
      <td className={far ? 'number small of-time strong' : 'number small soft'}>{changeWords(change, isOther)}</td>
      {isWide && (
        <td>
          <SigmaBar change={change} />
        </td>
      )}
    </>
  );
}

function SigmaBar({ change }: { change: Change | null }) {
  const sigmas = change?.sigmas ?? null;
  if (sigmas === null) return null;
  const width = Math.min(barMost, Math.abs(sigmas) * barPerSigma);
  const words = `${sigmas < 0 ? '−' : ''}${Math.abs(sigmas).toFixed(1)} σ`;
  return (
    <span className={isFar(change) ? 'sigma far' : 'sigma'} title={words}>
      <i style={{ width, ...(sigmas > 0 ? { left: '50%' } : { right: '50%' }) }} />
      <span className="unseen">{words}</span>
    </span>
  );
}

function told({ text, kind }: { text: string | null; kind: string }): string {
  return kind === 'number' ? readable(text ?? '', tableDigits) : (text ?? '');
}

function changeWords(change: Change | null, isOther: boolean): React.ReactNode {
  if (isOther) return 'changed';
  if (change === null) return '';
  if (change.percent === null) return change.delta === 0 ? <Percent>0.00</Percent> : 'from 0';
  return <Percent>{percentWords(change.percent)}</Percent>;
}

function Percent({ children }: { children: string }) {
  return (
    <>
      {children} <span className="unit">%</span>
    </>
  );
}
