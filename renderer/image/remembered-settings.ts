import { isRecord } from '../../core/contract/is-record.ts';
import { oneOf } from '../store/remembered.ts';
import { mapNames } from './colour-maps.ts';
import type { Rectangle } from './rectangle.ts';
import { type ChannelSettings, comparisons, drags, firstOfChannel, firstOfImages, type ImageSettings, rangeModes } from './settings.ts';
import { type ValueRange, valueScales } from './value-scale.ts';

const widest = 999;

/** What is not understood is as at first. */
export function imagesFrom(found: unknown): ImageSettings {
  const at = partsOf(found);
  const isOn = (name: keyof ImageSettings, first: boolean) => (typeof at[name] === 'boolean' ? at[name] : first);
  const width = at['profileWidth'];
  return {
    map: oneOf(mapNames, at['map'], firstOfImages.map),
    scale: oneOf(valueScales, at['scale'], firstOfImages.scale),
    compare: oneOf(comparisons, at['compare'], firstOfImages.compare),
    drag: oneOf(drags, at['drag'], firstOfImages.drag),
    isInverted: isOn('isInverted', firstOfImages.isInverted),
    isMarked: isOn('isMarked', firstOfImages.isMarked),
    isPhysical: isOn('isPhysical', firstOfImages.isPhysical),
    profileWidth: isCount(width) && width >= 1 && width <= widest ? width : firstOfImages.profileWidth,
  };
}

/** Pairs of a channel and its settings. A line is drawn anew: it belongs to what was looked at, not to the camera. */
export function channelsFrom(found: unknown): [string, ChannelSettings][] {
  if (!Array.isArray(found)) return [];
  return found.flatMap((pair: unknown): [string, ChannelSettings][] => {
    const [channel, settings]: unknown[] = Array.isArray(pair) ? pair : [];
    if (typeof channel !== 'string' || !isRecord(settings)) return [];
    const { range, fixed, fixedDifference, rectangle } = settings;
    return [
      [
        channel,
        {
          ...firstOfChannel,
          range: oneOf(rangeModes, range, firstOfChannel.range),
          fixed: isRange(fixed) ? fixed : null,
          fixedDifference: typeof fixedDifference === 'number' ? fixedDifference : null,
          rectangle: isRectangle(rectangle) ? rectangle : null,
        },
      ],
    ];
  });
}

function partsOf(found: unknown): Readonly<Record<string, unknown>> {
  return isRecord(found) ? found : {};
}

function isRange(value: unknown): value is ValueRange {
  return isRecord(value) && typeof value['low'] === 'number' && typeof value['high'] === 'number' && value['low'] < value['high'];
}

function isRectangle(value: unknown): value is Rectangle {
  if (!isRecord(value)) return false;
  const { x, y, width, height } = value;
  return isCount(x) && isCount(y) && isCount(width) && isCount(height) && width > 0 && height > 0;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
