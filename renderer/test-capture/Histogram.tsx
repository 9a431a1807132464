import type { Spread } from '../../core/contract/test-capture.ts';
import { barsOf, histogramSays, placeOf, ticksOf, withRoom } from './histogram.ts';
import { measured } from './words.ts';

const small = { width: 56, height: 16 };
const large = { width: 320, height: 96 };
const axis = 26;

/** In a line of the table; its numbers stand beside it. */
export function SmallHistogram({ spread }: { spread: Spread }) {
  return (
    <svg className="small-histogram" viewBox={`0 0 ${small.width} ${small.height}`} aria-hidden>
      {barsOf(withRoom(spread.histogram), small).map(({ x, y, width, height }) => (
        <rect key={x} {...{ x, y, width, height }} />
      ))}
    </svg>
  );
}

/** With its axis in milliseconds, and where half and 95 % of the readings lie. */
export function Histogram({ what, spread }: { what: string; spread: Spread }) {
  const { p50, p95 } = spread;
  const histogram = withRoom(spread.histogram);
  const most = Math.max(0, ...histogram.counts);
  return (
    <figure className="histogram">
      <svg viewBox={`0 -12 ${large.width} ${large.height + axis + 12}`} role="img" aria-label={histogramSays(what, spread)}>
        {barsOf(histogram, large).map(({ x, y, width, height, count, fromMs, toMs }) => (
          <rect key={x} {...{ x, y, height }} width={Math.max(1, width - 1)}>
            <title>{`${count} from ${measured(fromMs)} to ${measured(toMs)}`}</title>
          </rect>
        ))}
        <path className="axis" d={`M0 ${large.height}H${large.width}`} />
        {ticksOf(histogram, large.width).map(({ ms, x }) => (
          <g key={ms}>
            <path className="axis" d={`M${x} ${large.height}v4`} />
            <text x={x} y={large.height + 15} textAnchor={x < 12 ? 'start' : x > large.width - 12 ? 'end' : 'middle'}>
              {String(ms).replace('-', '−')}
            </text>
          </g>
        ))}
        <text x={large.width} y={large.height + axis} textAnchor="end">
          {what.toLowerCase()}, ms
        </text>
        <text x={0} y={-3}>
          {most} readings
        </text>
        {[p50, p95].map((ms, at) => (
          <path
            key={at === 0 ? 'p50' : 'p95'}
            className={at === 0 ? 'half' : 'most'}
            d={`M${placeOf(ms, histogram, large.width)} 0V${large.height}`}
          />
        ))}
      </svg>
      <figcaption className="caption">
        p50 {measured(p50)} (full line), p95 {measured(p95)} (dashed), {measured(spread.min)} to {measured(spread.max)}
      </figcaption>
    </figure>
  );
}
