import { expect, test } from 'vitest';
import { attributeFacts } from '../../../renderer/preview/attribute-facts.ts';

test('what the file says of a picture is told in words, with its units', () => {
  const said = attributeFacts({ exposure_time_s: 0.5, gain: 2, bit_depth: 12, x_pixel_size: 5.86, x_pixel_units: 'µm', y_pixel_size: 6 });
  expect(said.map(({ name, says }) => `${name}: ${says}`)).toEqual([
    ...['Exposure: 0.5 s', 'Gain: 2', 'Depth: 12 bits', 'Pixel, x: 5.86 µm', 'Pixel, y: 6'],
  ]);
});

test('an attribute of another program keeps its name', () => {
  expect(attributeFacts({ operator: 'Ann', labels: ['tilt', 'focus'] })).toEqual([
    { name: 'operator', says: 'Ann' },
    { name: 'Labels', says: 'tilt, focus' },
  ]);
});
