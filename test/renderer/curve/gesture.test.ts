import { describe, expect, test } from 'vitest';
import { byKey, movedBy, toSelected } from '../../../renderer/curve/change-view.ts';
import { changed, firstSettings } from '../../../renderer/curve/curve-settings.ts';
import { keyChangeOf, regionAt, selectedBy, wheelFactor } from '../../../renderer/curve/gesture.ts';
import { rangeOf } from '../../../renderer/curve/range-text.ts';
import { drawnOf, spansOf, strengthOf } from '../../../renderer/curve/seen.ts';
import { curve } from './curves.ts';

const frame = { left: 50, top: 10, width: 100, height: 200 };
const sight = { x: { from: 0, to: 10 }, y: { from: 0, to: 100 }, yKind: 'linear' as const };

describe('a box that is drawn', () => {
  test('over the curve zooms both axes into it', () => {
    const selected = selectedBy('plot', frame, { x: 70, y: 110 }, { x: 100, y: 60 });
    expect(selected).toEqual({ x: [0.2, 0.5], y: [0.5, 0.75] });
    expect(selected && toSelected(sight, selected)).toEqual({ x: { from: 2, to: 5 }, y: { from: 50, to: 75 } });
  });

  test('that is flat zooms x alone, so that y stays automatic', () => {
    expect(selectedBy('plot', frame, { x: 60, y: 100 }, { x: 110, y: 103 })).toEqual({ x: [0.1, 0.6], y: null });
  });

  test('at an axis zooms that axis alone', () => {
    expect(selectedBy('x', frame, { x: 60, y: 220 }, { x: 110, y: 100 })).toMatchObject({ y: null });
    expect(selectedBy('y', frame, { x: 20, y: 20 }, { x: 90, y: 110 })).toMatchObject({ x: null });
  });

  test('is none where a hand only trembled', () => {
    expect(selectedBy('plot', frame, { x: 60, y: 100 }, { x: 62, y: 98 })).toBeNull();
  });

  test('begins within the frame or at its axes, and nowhere else', () => {
    expect(
      [
        { x: 60, y: 50 },
        { x: 60, y: 230 },
        { x: 10, y: 50 },
        { x: 10, y: 230 },
      ].map((at) => regionAt(frame, at)),
    ).toEqual([...['plot', 'x', 'y', null]]);
  });
});

describe('keys', () => {
  test('zoom, move, and show all again', () => {
    const by = (key: string) => {
      const change = keyChangeOf(key);
      return change && byKey(sight, change);
    };
    expect(by('+')).toEqual({ x: { from: expect.closeTo(1), to: 9 } });
    expect(by('ArrowRight')).toEqual({ x: { from: 1, to: 11 } });
    expect(by('ArrowUp')).toEqual({ y: { from: 10, to: expect.closeTo(110) } });
    expect(by('0')).toEqual({ x: null, y: null });
    expect(by('x')).toBeNull();
  });

  test('and a hand that moves along one axis leaves the other as it was', () => {
    expect(movedBy(sight, { x: 0.5, y: 0 })).toEqual({ x: { from: 5, to: 15 } });
  });

  test('a wheel forth and back comes to where it was', () => {
    expect(wheelFactor(100) * wheelFactor(-100)).toBeCloseTo(1);
  });
});

describe('a range that is typed', () => {
  test('is taken where it is one, with a true minus too', () => {
    expect(rangeOf(' −1.5e3', '20', 'linear')).toEqual({ from: -1500, to: 20 });
  });

  test.each([
    ['', '1', 'linear', '“” is no number.'],
    ['0', 'x', 'linear', '“x” is no number.'],
    ['2', '2', 'linear', 'The range of y begins above its end.'],
    ['0', '2', 'log', 'A logarithmic axis begins above zero.'],
  ] as const)('from “%s” to “%s” on a %s axis is none: %s', (from, to, kind, wrong) => {
    expect(rangeOf(from, to, kind)).toEqual({ wrong });
  });
});

describe('what is in sight', () => {
  const drawn = drawnOf(curve([0, 5, 10], [0, 50, 7]), curve([0, 12], [-3, 4]), [], firstSettings);

  test('is all of the curve and of the reference, with room, until somebody has chosen', () => {
    expect(spansOf(drawn, firstSettings).x).toEqual({ from: 0, to: 12 });
    expect(spansOf(drawn, firstSettings).y).toEqual({ from: expect.closeTo(-3 - 0.05 * 53), to: expect.closeTo(50 + 0.05 * 53) });
  });

  test('fills the height with what lies within x', () => {
    const { y } = spansOf(drawn, { ...firstSettings, x: { from: 9, to: 11 } });
    expect(y.to).toBeLessThan(8);
  });

  test('stays for the next pulse, for each channel by itself', () => {
    const after = changed(changed(new Map(), 'a', { x: { from: 1, to: 2 } }), 'b', { yKind: 'log' });
    expect(after.get('a')).toEqual({ ...firstSettings, x: { from: 1, to: 2 } });
    expect(after.get('b')).toEqual({ ...firstSettings, yKind: 'log' });
  });

  test('is forgotten for the channel looked at longest ago when there are many', () => {
    const names = Array.from({ length: 201 }, (_, at) => `c${at}`);
    const kept = names.reduce<ReturnType<typeof changed>>((all, name) => changed(all, name, {}), new Map());
    expect([kept.size, kept.has('c0'), kept.has('c200')]).toEqual([200, false, true]);
  });

  test('is drawn fainter the older it is', () => {
    expect(strengthOf(0, 20)).toBeGreaterThan(strengthOf(19, 20));
    expect(strengthOf(19, 20)).toBeGreaterThan(0.1);
  });
});
