import { describe, expect, test } from 'vitest';
import { curveWords, earlierWords, labelsOf, noteOf, unitsOf } from '../../../renderer/curve/curve-says.ts';
import { noEarlier } from '../../../renderer/curve/earlier.ts';
import { numberWords, withUnits } from '../../../renderer/curve/words.ts';
import { curve } from './curves.ts';
import { channelOf } from './previews.ts';

describe('what is said of a curve', () => {
  test('who does not see it hears its points, its ranges and its peak', () => {
    expect(curveWords('SPEC-1', curve([0, 1, 2], [3, -5, 1.5]), { x: 'nm', y: 'counts' })).toBe(
      'SPEC-1: 3 points, x from 0 to 2 nm, y from −5 to 3 counts, largest at 0 nm.',
    );
    expect(curveWords('SPEC-1', curve([0, 1], [Number.NaN, Number.NaN]), { x: null, y: null })).toContain('none of them a number');
    expect(curveWords('SPEC-1', curve([], []), { x: null, y: null })).toBe('SPEC-1: 0 points.');
  });

  test.each([
    [[], 'It has no elements.'],
    [[4], 'It has one element: 4.'],
    [[7, 7], 'All its elements are 7.'],
    [[Number.NaN, Number.NaN], 'All its 2 elements are no numbers (NaN).'],
    [[1, 2], null],
  ])('of %j: %s', (y, says) => {
    expect(
      noteOf(
        curve(
          y.map((_, at) => at),
          y,
        ),
        'linear',
      ),
    ).toBe(says);
  });

  test('a logarithmic axis says what it leaves out', () => {
    expect(noteOf(curve([0, 1], [-1, 0]), 'log')).toContain('shows nothing');
    expect(noteOf(curve([0, 1], [-1, 5]), 'log')).toContain('left out');
  });

  test('earlier pulses are counted while they come, and where there are not so many', () => {
    expect(earlierWords({ ...noEarlier, without: 1 }, 5)).toBe('0 of 5 pulses before read, 1 pulse without it passed over…');
    expect(earlierWords({ ...noEarlier, isWhole: true }, 5)).toBe('only 0 pulses before found');
  });

  test('numbers have a true minus, their units, and a word where they are none', () => {
    expect([withUnits(-1.25, 'nm'), withUnits(Number.NaN, 'nm'), withUnits(null, 'nm'), numberWords(Number.NEGATIVE_INFINITY)]).toEqual([
      ...['−1.25 nm', 'no number', '–', '−∞'],
    ]);
  });

  test('a vector has labels along its axis where its file has, and no units there', () => {
    const vector = channelOf(0, { type: 'vector', attributes: { labels: ['a', 'b'] } });
    expect([labelsOf(vector), unitsOf(vector)]).toEqual([['a', 'b'], { x: null, y: 'counts' }]);
    expect([labelsOf(channelOf(0)), unitsOf(channelOf(0))]).toEqual([null, { x: 'nm', y: 'counts' }]);
  });
});
