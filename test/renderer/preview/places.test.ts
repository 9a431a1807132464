import { expect, test } from 'vitest';
import { countOf, fullnessOf, placesOf } from '../../../renderer/preview/places.ts';
import { device } from '../states.ts';
import { channelOf, missingOf, numberOf, previewOf } from './previews.ts';

const typed = (name: string, type: string) => ({
  ...device(name, 'FE'),
  channels: device(name, 'FE').channels.map((each) => ({ ...each, type })),
});
const setup = {
  settleMs: 2000,
  devices: [typed('Z-CAM', 'image'), typed('CAM', 'float_image'), typed('SCOPE', 'waveform'), typed('T', 'scalar')],
};
const namesOf = (places: readonly { name: string }[]) => places.map(({ name }) => name);

test('images, curves and values stand in the order of the settings, and what those know no more comes last', () => {
  const image = { kind: 'image' as const };
  const shown = placesOf(
    previewOf(2, [channelOf('OLD', image), channelOf('CAM', image), channelOf('Z-CAM', image), numberOf('T', 1)]),
    null,
    setup,
  );
  expect(namesOf(shown.images)).toEqual(['Z-CAM', 'CAM', 'OLD']);
  expect(namesOf(shown.values)).toEqual(['T']);
});

test('a missing channel keeps its place, by its type in the settings, its pixels, or what it was at the reference', () => {
  const missing = [
    missingOf('Z-CAM'),
    missingOf('SCOPE'),
    missingOf('NEW', { pixels: { dtype: 'uint8', shape: [2, 2, 3] } }),
    missingOf('TEXT'),
  ];
  const reference = previewOf(1, [channelOf('WAVE', { kind: 'curve' })]);
  const { images, curves, values } = placesOf(
    previewOf(2, [channelOf('CAM', { kind: 'image' })], [...missing, missingOf('WAVE')]),
    reference,
    setup,
  );
  expect(namesOf(images)).toEqual(['Z-CAM', 'CAM', 'NEW']);
  expect(namesOf(curves)).toEqual(['SCOPE', 'WAVE']);
  expect(namesOf(values)).toEqual(['TEXT']);
  expect(countOf(images)).toBe('1 of 3');
});

test('skipped channels have no place and are not expected; one that another attempt has captured is there', () => {
  const preview = previewOf(2, [numberOf('T', 1)], [missingOf('T'), missingOf('AWAY', { code: 'skipped' })]);
  expect(namesOf(placesOf(preview, null, setup).values)).toEqual(['T']);
  expect(fullnessOf(previewOf(2, [numberOf('T', 1)], [missingOf('AWAY', { code: 'skipped' })]))).toEqual({
    expected: 1,
    captured: 1,
    verdict: 'complete',
  });
  expect(fullnessOf(previewOf(2, [numberOf('T', 1)], [missingOf('CAM')]))).toMatchObject({ expected: 2, verdict: 'partial' });
  expect(fullnessOf(previewOf(2, [], [missingOf('CAM')]))?.verdict).toBe('empty');
});

test('a channel is compared with itself at the reference, unless it was of another kind there', () => {
  const reference = previewOf(1, [numberOf('T', 1), channelOf('CAM', { kind: 'curve' })]);
  const { images, values } = placesOf(previewOf(2, [numberOf('T', 2), channelOf('CAM', { kind: 'image' })]), reference, setup);
  expect(values[0]).toMatchObject({ reference: { number: 1 } });
  expect(images[0]).toMatchObject({ reference: null });
});
