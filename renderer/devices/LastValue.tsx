import { useEffect, useRef } from 'react';
import type { ChannelValue, SmallValue } from '../../core/contract/device-values.ts';
import { clockOf } from '../words/numbers.ts';
import type { DeviceRow } from './rows.ts';
import { tracePath } from './trace.ts';
import { readable, valueWords } from './value-words.ts';

/** In a line of the table: of several channels the first that has a value. */
export function LastValue({ row: { values, isReading, freshness, elsewhere, exporter } }: { row: DeviceRow }) {
  const [first, ...more] = values;
  if (first === undefined)
    return (
      <span
        className="caption"
        title={
          elsewhere
            ? `${exporter} has it on its own screens`
            : isReading
              ? 'The newest files of this machine are being read'
              : 'It stands in none of the newest files of this machine'
        }
      >
        {elsewhere ? 'elsewhere' : isReading ? 'reading' : '–'}
      </span>
    );
  const others = more.length === 0 ? '' : `; the first of ${values.length} channels`;
  return (
    <span
      className={freshness.state === 'stale' ? 'last-value soft' : 'last-value'}
      title={`${valueWords(first)}, ${fromWords(first)}${others}`}
    >
      <Drawn value={first} width={64} height={16} />
      <Told value={first} />
    </span>
  );
}

/** In the panel of a device, with the pulse it is from. */
export function ValueCard({ value }: { value: ChannelValue }) {
  return (
    <figure className="value-card">
      <Drawn value={value} width={160} height={48} />
      <figcaption>
        {valueWords(value)} <span className="soft small">{fromWords(value)}</span>
      </figcaption>
    </figure>
  );
}

/** Beside the words, so that it has no name of its own. */
export function Drawn({ value, width, height }: { value: SmallValue; width: number; height: number }) {
  if (value.kind === 'image') return <Thumbnail image={value} />;
  if (value.kind === 'text') return null;
  const points = value.kind === 'number' ? value.trend : value.points;
  return (
    <svg className="trace" width={width} height={height} viewBox={`-1 -1 ${width + 2} ${height + 2}`} aria-hidden="true">
      <path d={tracePath(points, width, height)} />
    </svg>
  );
}

function Thumbnail({ image: { width, height, grey } }: { image: Extract<SmallValue, { kind: 'image' }> }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const drawing = canvas.current?.getContext('2d');
    if (drawing === null || drawing === undefined) return;
    const pixels = drawing.createImageData(width, height);
    const greys = atob(grey);
    for (let at = 0; at < greys.length; at++) pixels.data.fill(greys.charCodeAt(at), 4 * at, 4 * at + 3).fill(255, 4 * at + 3, 4 * at + 4);
    drawing.putImageData(pixels, 0, 0);
  }, [width, height, grey]);
  return (
    <span aria-hidden="true">
      <canvas className="thumbnail" ref={canvas} width={width} height={height} />
    </span>
  );
}

function Told({ value }: { value: ChannelValue }) {
  if (value.kind !== 'number') return <span className={value.kind === 'text' ? 'cut' : 'caption cut'}>{valueWords(value)}</span>;
  return (
    <span className="nowrap">
      {readable(value.text)} <span className="unit">{value.units}</span>
    </span>
  );
}

function fromWords({ pulse }: ChannelValue): string {
  return `from pulse ${pulse.pulseId}, ${clockOf(pulse.timestampNs)} UTC`;
}
