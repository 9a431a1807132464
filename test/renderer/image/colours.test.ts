import { expect, test } from 'vitest';
import { type ColourMap, colourTable, markColours } from '../../../renderer/image/colour-maps.ts';
import { type Painting, paintNumbers } from '../../../renderer/image/paint-numbers.ts';
import { logLow, placeIn, valueAt } from '../../../renderer/image/value-scale.ts';

const maps: ColourMap[] = ['viridis', 'inferno', 'magma', 'cividis', 'grey', 'difference'];
const grey = { range: { low: 0, high: 255 }, scale: 'linear', map: 'grey' } as const satisfies Painting;
const redsOf = (painted: Uint8ClampedArray) => [...painted].filter((_, at) => at % 4 === 0);
const stepOf = (map: ColourMap, step: number) => [...colourTable(map).subarray(step * 3, step * 3 + 3)];

test('maps have the colours that are published, at their ends and in between', () => {
  expect(stepOf('viridis', 0)).toEqual([0x44, 0x01, 0x54]);
  expect(stepOf('viridis', 255)).toEqual([0xfd, 0xe7, 0x25]);
  const published = { viridis: [128, 0x21918c], inferno: [128, 0xbc3754], magma: [128, 0xb73779] } as const;
  for (const map of ['viridis', 'inferno', 'magma'] as const) {
    const [step, colour] = published[map];
    for (const [part, shift] of [16, 8, 0].entries())
      expect(Math.abs((stepOf(map, step)[part] ?? -99) - ((colour >> shift) & 255)), map).toBeLessThanOrEqual(5);
  }
  expect(stepOf('difference', 127)).toEqual([246, 247, 247]);
});

test('a perceptual map grows lighter with every few steps', () => {
  for (const map of ['viridis', 'inferno', 'magma', 'cividis', 'grey'] as const) {
    const lightness = Array.from({ length: 32 }, (_, at) => stepOf(map, at * 8)).map(([r = 0, g = 0, b = 0]) => lightnessOf(r, g, b));
    for (const [at, each] of lightness.entries()) if (at > 0) expect(each, `${map} ${at}`).toBeGreaterThan(lightness[at - 1] ?? 0);
  }
});

test('an inverted map is the same from its other end', () => {
  expect([...colourTable('magma', true).subarray(0, 3)]).toEqual(stepOf('magma', 255));
  expect([...colourTable('magma', true).subarray(765)]).toEqual(stepOf('magma', 0));
});

test('marks of saturated pixels are in no step of their map', () => {
  for (const map of maps) {
    const apart = Array.from({ length: 256 }, (_, step) =>
      Math.hypot(...stepOf(map, step).map((part, at) => part - (markColours[map][at] ?? 0))),
    );
    expect(Math.min(...apart), map).toBeGreaterThan(90);
  }
});

test('numbers are painted from the low end to the high one; what is beyond has the colour of the end', () => {
  const painted = paintNumbers(Float32Array.of(-5, 0, 64, 128, 255, 999), grey);
  expect(redsOf(painted)).toEqual([0, 0, 64, 128, 255, 255]);
  expect([...painted].filter((_, at) => at % 4 === 3)).toEqual([255, 255, 255, 255, 255, 255]);
});

test('what is no number is left clear, infinity is not', () => {
  const painted = paintNumbers(Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY), grey);
  expect([...painted]).toEqual([0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 255]);
});

test('many numbers are painted as one by one', () => {
  for (const scale of ['linear', 'log', 'sqrt'] as const)
    for (const range of [
      { low: 0, high: 60_000 },
      { low: 90, high: 3400 },
    ]) {
      const painting = { range, scale, map: 'inferno' } as const;
      const values = Float64Array.from({ length: 40_000 }, (_, at) => at * 1.7 - 900);
      const alone = [...values.subarray(0, 40_000)].filter((_, at) => at % 97 === 0);
      const many = paintNumbers(values, painting);
      const one = paintNumbers(Float64Array.from(alone), painting);
      const off = alone.flatMap((_, at) => [0, 1, 2].map((part) => Math.abs((many[at * 97 * 4 + part] ?? 0) - (one[at * 4 + part] ?? 0))));
      expect(Math.max(...off), `${scale} ${range.high}`).toBeLessThanOrEqual(6); // a step to the next colour, where the table's part lies across it
    }
});

test('short integers are painted as the same numbers in floats, below zero too', () => {
  for (const values of [Uint8Array.from({ length: 5000 }, (_, at) => at), Int16Array.from({ length: 5000 }, (_, at) => at - 2500)]) {
    const painting = { range: { low: -1000, high: 1500 }, scale: 'linear', map: 'viridis' } as const;
    expect(paintNumbers(values, painting)).toEqual(paintNumbers(Float64Array.from(values), painting));
  }
});

test('an image that is dark everywhere has the first colour', () => {
  expect(redsOf(paintNumbers(Uint16Array.of(7, 7, 7), { ...grey, range: { low: 7, high: 7 } }))).toEqual([0, 0, 0]);
});

test('a place in the range goes by its scale', () => {
  expect(placeIn({ low: 0, high: 100 }, 'sqrt')(25)).toBe(0.5);
  expect(placeIn({ low: 1, high: 100 }, 'log')(10)).toBeCloseTo(0.5, 12);
  expect(placeIn({ low: 1, high: 100 }, 'log')(-3)).toBe(Number.NEGATIVE_INFINITY);
  expect(placeIn({ low: 10, high: 20 }, 'linear')(25)).toBe(1.5);
});

test('the value at a place is that of the place', () => {
  for (const scale of ['linear', 'log', 'sqrt'] as const)
    for (const place of [0, 0.25, 0.9, 1])
      expect(placeIn({ low: 2, high: 800 }, scale)(valueAt({ low: 2, high: 800 }, scale)(place))).toBeCloseTo(place, 12);
});

test('a logarithm of a range that begins at zero shows four decades; of one without anything above zero there is none', () => {
  expect(logLow({ low: 0, high: 4095 })).toBe(0.4095);
  expect(logLow({ low: -9, high: 0 })).toBe(null);
  expect(placeIn({ low: -9, high: 0 }, 'log')(-4)).toBe(0);
});

function lightnessOf(...rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return Math.cbrt(0.2126 * r + 0.7152 * g + 0.0722 * b);
}
