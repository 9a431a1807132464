import { useLayoutEffect, useRef } from 'react';
import { useSize } from '../matrix/size.ts';
import { type ColourMap, colourTable } from './colour-maps.ts';
import { figureWords } from './figure-rows.ts';
import { type Histogram, heightsOf, histogramEnds } from './histogram.ts';
import { useDrag } from './use-drag.ts';
import type { ValueRange } from './value-scale.ts';

type PlotProps = {
  histogram: Histogram;
  range: ValueRange;
  map: ColourMap;
  isInverted: boolean;
  units: string;
  isWhole: boolean;
  onLimit(end: 'low' | 'high', value: number): void;
};

const height = 86;

/** Pixels by their value, with the limits of the colours as two sliders. */
export function HistogramPlot({ histogram, range, map, isInverted, units, isWhole, onLimit }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const { width } = useSize(place);
  const ends = histogramEnds(histogram);
  const xOf = (value: number) => Math.max(0, Math.min(1, (value - ends.low) / (ends.high - ends.low))) * width;
  const bars = heightsOf(histogram);
  const bar = width / bars.length;
  const path = bars
    .map((part, at) => (part === 0 ? '' : `M${at * bar} ${height}v${-part * (height - 6)}h${Math.max(0.6, bar - 0.6)}V${height}z`))
    .join('');
  const [low, high] = [xOf(range.low), xOf(range.high)];
  return (
    <div className="image-histogram" ref={place}>
      <svg width={width} height={height} aria-hidden="true">
        <path d={path} />
        <rect className="outside" x={0} y={0} width={low} height={height} />
        <rect className="outside" x={high} y={0} width={Math.max(0, width - high)} height={height} />
      </svg>
      <Strip {...{ map, isInverted }} from={low} to={high} />
      {(['low', 'high'] as const).map((end) => (
        <Limit key={end} {...{ end, range, ends, width, units, isWhole, onLimit }} x={end === 'low' ? low : high} />
      ))}
    </div>
  );
}

function Strip({ map, isInverted, from, to }: { map: ColourMap; isInverted: boolean; from: number; to: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const pixels = new ImageData(256, 1);
    const table = colourTable(map, isInverted);
    for (let step = 0; step < 256; step++) pixels.data.set([...table.subarray(step * 3, step * 3 + 3), 255], step * 4);
    canvas.current?.getContext('2d')?.putImageData(pixels, 0, 0);
  }, [map, isInverted]);
  return (
    <span aria-hidden="true">
      <canvas className="image-strip" ref={canvas} width={256} height={1} style={{ left: from, width: Math.max(1, to - from) }} />
    </span>
  );
}

type LimitProps = Pick<PlotProps, 'range' | 'units' | 'isWhole' | 'onLimit'> & {
  end: 'low' | 'high';
  ends: ValueRange;
  width: number;
  x: number;
};

function Limit({ end, range, ends, width, units, isWhole, onLimit, x }: LimitProps) {
  const value = range[end];
  const span = ends.high - ends.low;
  const rounded = (to: number) => (isWhole ? Math.round(to) : Number(to.toPrecision(5)));
  const drag = useDrag({
    begin: () => (by) => onLimit(end, rounded(ends.low + (Math.max(0, Math.min(width, x + by.x)) / Math.max(1, width)) * span)),
  });
  const step = isWhole ? Math.max(1, Math.round(span / 200)) : span / 200;
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, PageDown: -10 * step, PageUp: 10 * step },
  };
  return (
    <div
      className="image-limit"
      role="slider"
      tabIndex={0}
      aria-label={end === 'low' ? 'Lower limit of the colours' : 'Upper limit of the colours'}
      aria-valuemin={Math.min(ends.low, value)}
      aria-valuemax={Math.max(ends.high, value)}
      aria-valuenow={value}
      aria-valuetext={`${figureWords(value)} ${units}`}
      style={{ left: x }}
      {...drag}
      onKeyDown={(event) => {
        const { key, shiftKey } = event;
        const by = steps[key];
        if (by === undefined && key !== 'Home' && key !== 'End') return;
        event.preventDefault();
        event.stopPropagation();
        onLimit(
          end,
          by === undefined ? (key === 'Home' ? ends.low : ends.high) : rounded(value + (shiftKey && isWhole ? Math.sign(by) : by)),
        );
      }}
    />
  );
}
