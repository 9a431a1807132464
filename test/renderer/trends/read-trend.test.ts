import { describe, expect, test } from 'vitest';
import type { PreviewApi, TrendPage } from '../../../core/contract/preview.ts';
import { readTrend, type Trend, withNewer } from '../../../renderer/trends/read-trend.ts';
import { createTrendReader, type TrendState } from '../../../renderer/trends/trend-reader.ts';
import { progressWords } from '../../../renderer/trends/trend-says.ts';
import { pageOf, pointAt } from './points.ts';

const choice = { channel: 'ENERGY-1', quantity: 'value' } as const;
const span = { fromMs: 0, toMs: 100_000 };

/** Answers with these pages in turn. */
function exporter(pages: (TrendPage | Error)[]) {
  const asked: Parameters<PreviewApi['trend']>[0][] = [];
  return {
    asked,
    trend: async (request: Parameters<PreviewApi['trend']>[0]): Promise<TrendPage> => {
      asked.push(request);
      const page = pages[asked.length - 1];
      if (page === undefined || page instanceof Error) throw page ?? new Error('asked too often');
      return page;
    },
  };
}

const valuesOf = ({ points }: Trend) => points.map(({ value }) => value);

describe('a trend', () => {
  test('is read page by page, and each page is told of', async () => {
    const { trend, asked } = exporter([
      pageOf([pointAt(1), pointAt(2)], { captures: 3, next: 'two' }),
      pageOf([pointAt(3)], { captures: 3 }),
    ]);
    const told: Trend[] = [];
    const { isWhole } = await readTrend({
      trend,
      choice,
      span,
      signal: new AbortController().signal,
      onPage: (page) => void told.push(page),
    });
    expect(told.map(valuesOf)).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
    expect(told.map(({ read, captures }) => [read, captures])).toEqual([
      [2, 3],
      [3, 3],
    ]);
    expect(asked).toMatchObject([{ ...choice, fromNs: '0', toNs: '100000000000' }, { after: 'two' }]);
    expect(isWhole).toBe(true);
  });

  test('has one point for a pulse that was captured again: the one with the value', async () => {
    const again = { ...pointAt(2), captureId: 'again' };
    const { trend } = exporter([
      pageOf([pointAt(1), pointAt(2, 'missing: silent')], { next: 'more' }),
      pageOf([again, pointAt(3, 'late: 3 s')]),
    ]);
    const told: Trend[] = [];
    await readTrend({ trend, choice, span, signal: new AbortController().signal, onPage: (page) => void told.push(page) });
    expect(told.at(-1)?.points).toEqual([pointAt(1), again, pointAt(3, 'late: 3 s')]);
    expect(told.at(-1)?.read).toBe(4);
  });

  test('is asked for no more once it is stopped', async () => {
    const { trend, asked } = exporter([pageOf([pointAt(1)], { next: 'more' }), pageOf([])]);
    const leaving = new AbortController();
    const reading = readTrend({ trend, choice, span, signal: leaving.signal, onPage: () => leaving.abort() });
    await expect(reading).rejects.toThrow();
    expect(asked).toHaveLength(1);
  });

  test('takes in what came since, and lets go what has left its span', () => {
    const before = { points: [pointAt(1), pointAt(50), pointAt(51, 'missing: silent')], units: 'J', read: 3, captures: 3, every: 1 };
    const newer = { points: [pointAt(51), pointAt(52)], units: null, read: 2, captures: 2, every: 1 };
    const after = withNewer(before, newer, { fromMs: 10_000, toMs: 110_000 });
    expect(valuesOf(after)).toEqual([50, 51, 52]);
    expect([after.units, after.captures]).toEqual(['J', 4]);
  });
});

describe('reading a trend for a screen', () => {
  function reader(pages: (TrendPage | Error)[]) {
    const states: TrendState[] = [];
    const waiting: { until(state: TrendState): boolean; found(): void }[] = [];
    const world = exporter(pages);
    const made = createTrendReader({
      ...{ ask: world.trend, choice, span },
      onState(state) {
        states.push(state);
        for (const { until, found } of waiting) if (until(state)) found();
      },
    });
    const when = (until: (state: TrendState) => boolean) =>
      states.some(until) ? Promise.resolve() : new Promise<void>((found) => waiting.push({ until, found }));
    return { ...world, reader: made, states, when };
  }

  test('asks for what came since the last point when captures have ended, and the span goes with it', async () => {
    const { reader: reading, asked, when, states } = reader([pageOf([pointAt(90)]), pageOf([pointAt(90), pointAt(105)])]);
    reading.newer(106_000);
    await when(({ trend }) => trend.points.length === 2);
    expect(asked[1]).toMatchObject({ fromNs: '90000000000', toNs: '106000000000' });
    expect(states.at(-1)?.span).toEqual({ fromMs: 6000, toMs: 106_000 });
  });

  test('stays as far as it came when it is stopped by hand', async () => {
    const { reader: reading, when, states } = reader([pageOf([pointAt(1)], { next: 'more', captures: 9 }), pageOf([])]);
    await when(({ trend }) => trend.points.length === 1);
    reading.cancel();
    await when(({ state }) => state === 'stopped');
    expect(states.at(-1)?.trend.points).toHaveLength(1);
  });

  test('says what went wrong, and keeps what had come', async () => {
    const { when, states } = reader([pageOf([pointAt(1)], { next: 'more' }), new Error('The journal can’t be read.')]);
    await when(({ state }) => state === 'failed');
    expect(states.at(-1)).toMatchObject({ trouble: 'The journal can’t be read.', trend: { points: { length: 1 } } });
  });

  test('tells nothing after its end', async () => {
    const { reader: reading, states, asked } = reader([pageOf([pointAt(1)])]);
    reading.stop();
    reading.stop();
    const before = states.length;
    reading.newer(200_000);
    await Promise.resolve();
    expect([states.length, asked.length]).toEqual([before, 1]);
  });
});

describe('how far it is', () => {
  const trend = { points: [pointAt(1), pointAt(2)], units: null, read: 2, captures: 10_080, every: 7 };

  test('is told while it is read, and when it was stopped', () => {
    expect(progressWords({ trend: { ...trend, every: 1 }, span, state: 'reading', trouble: null })).toBe('2 of 10\u2009080 captures read…');
    expect(progressWords({ trend: { ...trend, every: 1 }, span, state: 'stopped', trouble: null })).toBe('2 of 10\u2009080 captures');
  });

  test('says which captures were passed over', () => {
    expect(progressWords({ trend, span, state: 'here', trouble: null })).toBe('2 captures, 1 in 7 of 10\u2009080');
  });
});
