import { type Cursors, cursorNames, inverseUnits, readCursors } from './cursors.ts';
import type { CurveUnits } from './picture.ts';
import type { Series } from './series.ts';
import type { Span } from './span.ts';
import { statisticsOf } from './statistics.ts';
import { numberWords, withUnits } from './words.ts';

/** Of what is computed of many points; the points themselves keep theirs. */
const computedDigits = 6;

type NumbersProps = { series: Series; cursors: Cursors | null; span: Span; units: CurveUnits; isDifference: boolean };

/** What can be told of the curve in numbers: of the part in sight, and between the cursors. */
export function CurveNumbers({ series, cursors, span, units, isDifference }: NumbersProps) {
  return (
    <>
      <section aria-label="Part in sight">
        <h3>Part in sight</h3>
        <p className="caption">
          {isDifference && 'Of the difference. '}x {numberWords(span.from, 6)} to {withUnits(span.to, units.x, 6)}
        </p>
        <Statistics series={series} span={span} units={units} />
      </section>
      <section aria-label="Cursors">
        <h3>Cursors</h3>
        {cursors === null ? <p className="caption">Switch them on over the curve.</p> : <CursorTable {...{ series, cursors, units }} />}
      </section>
    </>
  );
}

function Statistics({ series, span, units }: Pick<NumbersProps, 'series' | 'span' | 'units'>) {
  const { points, gaps, min, max, mean, rms, peakX, fwhm } = statisticsOf(series, span);
  return (
    <dl className="curve-facts">
      <Fact name="Points" value={`${points}${gaps === 0 ? '' : `, ${gaps} without a number`}`} />
      <Fact name="Smallest" value={withUnits(min, units.y)} />
      <Fact name="Largest" value={withUnits(max, units.y)} />
      <Fact name="Mean" value={withUnits(mean, units.y, computedDigits)} />
      <Fact name="Root mean square" value={withUnits(rms, units.y, computedDigits)} />
      <Fact name="Peak at x" value={withUnits(peakX, units.x)} />
      <Fact
        name="FWHM"
        value={withUnits(fwhm, units.x, computedDigits)}
        title="Of the largest peak, at half its height over the smallest value in sight"
      />
    </dl>
  );
}

function CursorTable({ series, cursors, units }: { series: Series; cursors: Cursors; units: CurveUnits }) {
  const facts = readCursors(series, cursors);
  if (facts === null) return <p className="caption">There is no point to read.</p>;
  const { one, other, dx, dy, perDx } = facts;
  return (
    <dl className="curve-facts">
      {[one, other].map((reading, at) => (
        <Fact
          key={cursorNames[at]}
          name={`${cursorNames[at]}: x, y`}
          value={`${withUnits(reading.x, units.x)}, ${withUnits(reading.y, units.y)}`}
        />
      ))}
      <Fact name="Δx" value={withUnits(dx, units.x)} />
      <Fact name="Δy" value={withUnits(dy, units.y)} />
      <Fact name="1/Δx" value={withUnits(perDx, inverseUnits(units.x))} />
    </dl>
  );
}

function Fact({ name, value, title }: { name: string; value: string; title?: string }) {
  return (
    <>
      <dt title={title}>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
