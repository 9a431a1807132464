import { withUnits } from '../curve/words.ts';
import type { TrendStatistics } from './trend-statistics.ts';

/** Digits that count of a figure made of many values. */
const digits = 6;

export function TrendNumbers({ statistics, units }: { statistics: TrendStatistics | null; units: string | null }) {
  if (statistics === null) return null;
  const { values, mean, sigma, min, max, driftPerHour } = statistics;
  const says = (value: number | null, of = units) => withUnits(value, of, digits);
  return (
    <dl className="trend-numbers">
      <Figure name="Values" says={String(values)} />
      <Figure name="Mean" says={says(mean)} />
      <Figure name="σ" says={says(sigma)} />
      <Figure name="Smallest" says={says(min)} />
      <Figure name="Largest" says={says(max)} />
      <Figure name="Drift per hour" says={says(driftPerHour)} />
    </dl>
  );
}

function Figure({ name, says }: { name: string; says: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{says}</dd>
    </div>
  );
}
