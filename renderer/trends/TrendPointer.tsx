import { Tooltip, useActiveTooltipDataPoints, usePlotArea, useXAxisScale } from 'recharts';
import type { ChartRow } from './chart-rows.ts';
import { TrendTip } from './TrendTip.tsx';

/** Pixels between the point and what is told of it. */
const tipGap = 10;

type PointerProps = { units: string | null; onTold(row: ChartRow | null): void };

/** The line at the point that a pointer or a key has come to, and what is told of it. Recharts keeps the pixel at which that was; here both go with the point when new captures move it. */
export function TrendPointer({ units, onTold }: PointerProps) {
  const row = useActiveTooltipDataPoints<ChartRow>()?.[0] ?? null;
  const plot = usePlotArea();
  const x = useXAxisScale()?.(row?.ms);
  const isHere = row !== null && plot !== undefined && x !== undefined && Number.isFinite(x);
  const isRight = isHere && x > plot.x + plot.width / 2;
  return (
    <>
      {isHere && <line className="trend-cursor" x1={x} x2={x} y1={plot.y} y2={plot.y + plot.height} />}
      <Tooltip
        filterNull={false}
        isAnimationActive={false}
        cursor={false}
        {...(isHere && { position: { x: isRight ? x - tipGap : x + tipGap } })}
        content={({ active }) => (
          <div className={isRight ? 'trend-tip-place before' : 'trend-tip-place'}>
            <TrendTip row={active ? row : null} {...{ units, onTold }} />
          </div>
        )}
      />
    </>
  );
}
