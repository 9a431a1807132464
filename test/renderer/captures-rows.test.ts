import { describe, expect, test } from 'vitest';
import type { CaptureSummary } from '../../core/contract/api.ts';
import {
  begunWith,
  type Found,
  freshOf,
  mayHavePassed,
  movedTo,
  rowsAtTop,
  rowsMost,
  withFresh,
  withPage,
} from '../../renderer/captures/rows.ts';
import { allCaptured, capture } from './states.ts';

const one = (id: number, more: Partial<CaptureSummary> = {}) => capture(id, allCaptured, more);
const idsOf = ({ rows }: Pick<Found, 'rows'>) => rows.map(({ captureId }) => Number(captureId));
/** Newest first: from one number down to another. */
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, n) => from - n);
const foundOf = (ids: readonly number[], more: Partial<Found> = {}): Found => {
  const page = withPage(begunWith([]), { captures: ids.map((id) => one(id)), total: ids.length, before: null });
  return { ...page, sinceId: ids[0] ?? 0, ...more };
};

describe('pages of the journal', () => {
  test('follow one another, and the number of all is kept from the first', () => {
    const first = withPage(begunWith([]), { captures: [one(4), one(3)], total: 4, before: '3' });
    const second = withPage(first, { captures: [one(2), one(1)], total: null, before: null });
    expect(idsOf(second)).toEqual([4, 3, 2, 1]);
    expect(second).toMatchObject({ total: 4, before: null });
  });

  test('never say a capture twice', () => {
    expect(idsOf(withPage(foundOf([4, 3]), { captures: [one(3), one(2)], total: null, before: null }))).toEqual([4, 3, 2]);
  });

  test('end where as many are held as can be', () => {
    const full = withPage(
      { ...foundOf([]), rows: foundOf(down(rowsMost + 1, 3)).rows },
      { captures: [one(2), one(1)], total: null, before: '1' },
    );
    expect(full.rows).toHaveLength(rowsMost);
    expect(full.before).toBeNull();
  });
});

describe('captures that came since', () => {
  test('are those after the newest that was known, which are found and not in the list yet', () => {
    const live = [one(7), one(6, { verdict: 'failed' }), one(5), one(4)];
    expect(freshOf(foundOf([5, 4]), {}, live).map(({ captureId }) => captureId)).toEqual(['7', '6']);
    expect(freshOf(foundOf([5, 4]), { verdicts: ['failed'] }, live).map(({ captureId }) => captureId)).toEqual(['6']);
  });

  test('one that was in flight when the list began is found by what it became', () => {
    const begun = begunWith([one(6), one(5, { verdict: null }), one(4)]);
    const live = [one(6), one(5, { verdict: 'failed' }), one(4)];
    expect(freshOf(begun, { verdicts: ['failed'] }, live).map(({ captureId }) => captureId)).toEqual(['5']);
  });

  test('stand at the top by age, and count', () => {
    const found = withFresh(foundOf([5, 3]), [one(6), one(4)]);
    expect(idsOf(found)).toEqual([6, 5, 4, 3]);
    expect(found.total).toBe(4);
    expect(withFresh(foundOf([5], { total: null }), [one(6)]).total).toBeNull();
  });

  test('at the top what is far below is let go, and is asked for again from there', () => {
    const found = withFresh(foundOf(down(rowsAtTop, 1)), [one(rowsAtTop + 1)]);
    expect(found.rows).toHaveLength(rowsAtTop);
    expect(found.before).toBe('2');
  });

  test('may have passed by where only the newest are told of and none of them follows on what is listed', () => {
    const live = [one(9), one(8)];
    expect(mayHavePassed(foundOf([5]), live, 2)).toBe(true);
    expect(mayHavePassed(foundOf([7]), live, 2), 'the next one is there').toBe(false);
    expect(mayHavePassed(foundOf([5]), live, 3), 'more would have been told of').toBe(false);
  });
});

describe('keys', () => {
  test.each([
    [-1, 'ArrowDown', 0],
    [0, 'ArrowUp', 0],
    [3, 'ArrowDown', 4],
    [9, 'ArrowDown', 9],
    [3, 'PageDown', 8],
    [3, 'PageUp', 0],
    [3, 'Home', 0],
    [3, 'End', 9],
    [3, 'x', null],
  ])('from %i with %s to %s', (at, key, to) => {
    expect(movedTo(at, key, 10, 5)).toBe(to);
  });

  test('lead nowhere in an empty list', () => {
    expect(movedTo(-1, 'ArrowDown', 0, 5)).toBeNull();
  });
});
