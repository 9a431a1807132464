import { useCallback, useMemo, useRef } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceArea, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { extentOf } from '../curve/extent.ts';
import { padded, type Span } from '../curve/span.ts';
import { ticksOf } from '../curve/ticks.ts';
import { looks } from '../marks/outcomes.ts';
import { openOf } from '../preview/view.ts';
import { go } from '../route/route.ts';
import { counted } from '../words/numbers.ts';
import type { ChartRow, ChartRows } from './chart-rows.ts';
import type { Gap } from './gaps.ts';
import type { Silence } from './silences.ts';
import { TrendPointer } from './TrendPointer.tsx';
import { timeTicks } from './time-ticks.ts';
import { msOfNs, type TrendSpan } from './trend-span.ts';

type ChartProps = {
  rows: ChartRows;
  gaps: readonly Gap[];
  silences: readonly Silence[];
  units: string | null;
  title: string;
  channel: string;
  span: TrendSpan;
  isEmpty: boolean;
};

/** Fewer points than this are drawn as points too. */
const dotsMost = 120;
/** More bands than this would be a grey area. */
const bandsMost = 200;
/** So that a single capture has a width: in parts of the span. */
const bandEdge = 800;
const yTicksMost = 8;
const xTicksMost = 9;

/** A click, or Enter, opens the pulse that is told of. */
export function TrendChart({ rows: { rows }, gaps, silences, units, title, channel, span, isEmpty }: ChartProps) {
  const y = useMemo(() => heightOf(rows), [rows]);
  const told = useRef<ChartRow | null>(null);
  const onTold = useCallback((row: ChartRow | null) => {
    told.current = row;
  }, []);
  const edge = (span.toMs - span.fromMs) / bandEdge;
  const xTicks = timeTicks(span, xTicksMost);
  const yTicks = ticksOf(y, 'linear', yTicksMost);
  if (isEmpty) return <p className="empty">No capture in this time. Choose a longer one, or capture pulses first.</p>;

  function open(row: ChartRow | null): void {
    if (row === null || row.silence !== null) return;
    const { pulse, value } = row.point;
    go('preview', openOf({ kind: 'pulse', pulse, channel: value === null ? null : channel }));
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the chart in it has the focus and the arrow keys; Enter opens what they have come to
    <div
      className="trend-chart"
      onClick={() => open(told.current)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') open(told.current);
        if (event.key.startsWith('Arrow')) event.stopPropagation(); // they are the screen's keys too
      }}
    >
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={rows}
          title={`${title}: ${counted(rows.length, 'point')}. Arrow keys go from point to point, Enter opens its pulse.`}
          margin={{ top: 14, right: 14, bottom: 0, left: 0 }}
          cursor="pointer"
        >
          <CartesianGrid stroke="var(--grid)" />
          <XAxis
            dataKey="ms"
            type="number"
            domain={[span.fromMs, span.toMs]}
            allowDataOverflow
            ticks={xTicks.map(({ value }) => value)}
            tickFormatter={(value: number) => labelOf(xTicks, value)}
            stroke="var(--ink-3)"
            fontSize={11}
          />
          <YAxis
            type="number"
            domain={[y.from, y.to]}
            ticks={yTicks.map(({ value }) => value)}
            tickFormatter={(value: number) => labelOf(yTicks, value)}
            width={76}
            stroke="var(--ink-3)"
            fontSize={11}
            label={{ value: units ?? '', position: 'insideTopLeft', offset: -10, dx: 56, fontSize: 11, fill: 'var(--ink-3)' }}
          />
          {silences.slice(-bandsMost).map(({ before, after }) => (
            <ReferenceArea
              key={before.captureId}
              ifOverflow="hidden"
              x1={msOfNs(before.pulse.timestampNs)}
              x2={msOfNs(after.pulse.timestampNs)}
              fill="var(--skipped)"
              fillOpacity={0.2}
            />
          ))}
          {gaps.length <= bandsMost &&
            gaps.map(({ first, last, reasons }) => (
              <ReferenceArea
                key={first.captureId}
                ifOverflow="hidden"
                x1={msOfNs(first.pulse.timestampNs) - edge}
                x2={msOfNs(last.pulse.timestampNs) + edge}
                fill={colourOf(reasons)}
                stroke={colourOf(reasons)}
                fillOpacity={0.16}
                strokeOpacity={0.5}
              />
            ))}
          <TrendPointer {...{ units, onTold }} />
          <Line
            dataKey="value"
            type="linear"
            stroke="var(--plot)"
            strokeWidth={1.4}
            dot={rows.length < dotsMost ? { r: 1.5, fill: 'var(--plot)' } : false}
            activeDot={{ r: 3.5, fill: 'var(--ink)' }}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

/** Whom to ask, as everywhere; nobody, where it is no outcome. */
function colourOf([reason]: Gap['reasons']): string {
  return `var(${looks[reason?.code ?? 'skipped'].colour})`;
}

/** All of them, outliers too. */
function heightOf(rows: readonly ChartRow[]): Span {
  return padded(extentOf(Float64Array.from(rows, ({ value }) => value ?? Number.NaN)) ?? { from: 0, to: 1 }, 'linear');
}

function labelOf(ticks: readonly { value: number; label: string }[], value: number): string {
  return ticks.find((tick) => tick.value === value)?.label ?? '';
}
