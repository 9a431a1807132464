import { expect, test } from 'vitest';
import { channelsFrom, imagesFrom } from '../../../renderer/image/remembered-settings.ts';
import { type ChannelSettings, firstOfChannel, firstOfImages, type ImageSettings } from '../../../renderer/image/settings.ts';

const again = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('what a person chose for images and for a camera is there again, but for a line that was drawn', () => {
  const images: ImageSettings = { ...firstOfImages, map: 'viridis', scale: 'log', isInverted: true, profileWidth: 9 };
  expect(imagesFrom(again(images))).toEqual(images);
  const rectangle = { x: 0, y: 4, width: 10, height: 1 };
  const camera: ChannelSettings = { ...firstOfChannel, range: 'fixed', fixed: { low: -1, high: 4 }, fixedDifference: 7, rectangle };
  expect(channelsFrom(again([['CAM-1', { ...camera, line: { x: 1 } }]]))).toEqual([['CAM-1', camera]]);
});

test('what is not understood, or can be no setting, is as at first', () => {
  expect(imagesFrom(null)).toEqual(firstOfImages);
  expect(imagesFrom({ map: 'rainbow', profileWidth: 0.5, isMarked: 'no' })).toEqual(firstOfImages);
  expect(channelsFrom({ 'CAM-1': {} })).toEqual([]);
  const wrong = { range: 'all', fixed: { low: 4, high: 4 }, rectangle: { x: -1, y: 0, width: 1, height: 1 } };
  expect(channelsFrom([['CAM-1', wrong], 'CAM-2', [3, wrong]])).toEqual([['CAM-1', firstOfChannel]]);
});
