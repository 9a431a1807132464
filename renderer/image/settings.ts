import type { mapNames } from './colour-maps.ts';
import type { Line } from './profile.ts';
import type { Rectangle } from './rectangle.ts';
import type { ValueRange, ValueScale } from './value-scale.ts';

export const rangeModes = { inner: '1–99.5 %', outer: '0.1–99.9 %', full: 'Full', fixed: 'Fixed' } as const;
export type RangeMode = keyof typeof rangeModes;
export const comparisons = { none: 'This pulse', difference: 'Difference', beside: 'Side by side' } as const;
export type Comparison = keyof typeof comparisons;
export const drags = { move: 'Move', rectangle: 'Rectangle' } as const;
export type Drag = keyof typeof drags;

/** The same for all images. */
export type ImageSettings = {
  map: keyof typeof mapNames;
  isInverted: boolean;
  scale: ValueScale;
  /** Saturated and hot pixels are marked. */
  isMarked: boolean;
  isPhysical: boolean;
  compare: Comparison;
  drag: Drag;
  /** Pixels side by side whose mean a profile has. */
  profileWidth: number;
};

/** Of one channel: what it shows has no meaning on another. */
export type ChannelSettings = {
  range: RangeMode;
  /** Last limits that a person gave; of a difference how far from nothing. */
  fixed: ValueRange | null;
  fixedDifference: number | null;
  rectangle: Rectangle | null;
  /** null: profiles lie through the middle of the rectangle, or of the image. */
  line: Line | null;
};

export const firstOfChannel: ChannelSettings = { range: 'inner', fixed: null, fixedDifference: null, rectangle: null, line: null };

export const firstOfImages: ImageSettings = {
  ...{ map: 'inferno', isInverted: false, scale: 'linear', isMarked: true, isPhysical: false, compare: 'none', drag: 'move' },
  profileWidth: 5,
};

/** What was looked at longest ago begins anew. */
const kept = 200;

export function withNewest<T>(before: ReadonlyMap<string, T>, name: string, value: T, most = kept): ReadonlyMap<string, T> {
  return new Map([...[...before].filter(([each]) => each !== name).slice(1 - most), [name, value]]);
}
