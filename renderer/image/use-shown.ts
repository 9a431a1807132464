import { useCallback, useMemo } from 'react';
import type { PulsePreview } from '../../core/contract/preview.ts';
import { type Analysis, analyse, type Ranges } from './analyse.ts';
import type { ColourMap } from './colour-maps.ts';
import { differenceOf } from './difference.ts';
import type { Image } from './image.ts';
import { useImageSettings } from './image-store.ts';
import { limitsOf, limitsOfDifference, unitedRanges } from './limits.ts';
import type { ChannelSettings, Comparison } from './settings.ts';
import type { ImageState, LoadedImage } from './use-image.ts';
import { useWork } from './use-work.ts';
import type { ValueRange } from './value-scale.ts';

/** What the picture has: the pulse itself, both pulses, or what they differ by. */
export type Shown = {
  compare: Comparison;
  image: Image;
  analysis: Analysis;
  ranges: Ranges;
  range: ValueRange;
  map: ColourMap;
  isInverted: boolean;
};

/** `why`: what can't be compared, and the reason; null where nothing is wanted, or all is well. */
export type Comparable = { shown: Shown | null; why: string | null };

export function useShown(own: LoadedImage | null, reference: ImageState, of: PulsePreview | null, settings: ChannelSettings): Comparable {
  const { map, isInverted, compare: wanted } = useImageSettings();
  const other = reference.loaded;
  const why = useMemo(() => whyNot(own, reference, of), [own, reference, of]);
  const comparing = why === null && other !== null ? wanted : 'none';
  const difference = useMemo(
    () => (comparing === 'difference' && own !== null && other !== null ? differenceOf(own.image, other.image) : null),
    [comparing, own, other],
  );
  const begin = useCallback(() => analyse(difference ?? nothing), [difference]);
  const analysed = useWork(difference === null ? null : begin);
  const isAwaited = comparing === 'difference' && (difference === null || analysed === null);
  const compare = isAwaited ? 'none' : comparing; // what is there stays until the difference is
  const shown = useMemo((): Shown | null => {
    if (own === null) return null;
    if (compare === 'difference' && difference !== null && analysed !== null) {
      const range = limitsOfDifference(analysed, settings);
      return { compare, image: difference, analysis: analysed, ranges: analysed, range, map: 'difference', isInverted: false };
    }
    const ranges = compare === 'beside' && other !== null ? unitedRanges(own.analysis, other.analysis) : own.analysis;
    return { compare, image: own.image, analysis: own.analysis, ranges, range: limitsOf(ranges, settings), map, isInverted };
  }, [own, other, compare, difference, analysed, settings, map, isInverted]);
  return { shown, why };
}

const nothing: Image = { numbers: new Uint8Array(), rows: 0, columns: 0, dtype: 'uint8', every: 1, saturation: null };

function whyNot(own: LoadedImage | null, { loaded, trouble }: ImageState, of: PulsePreview | null): string | null {
  if (of === null) return 'No reference pulse is chosen.';
  if (trouble !== null) return trouble;
  if (own === null) return null;
  if (loaded === null)
    return of.channels.some(({ channel }) => channel === own.of.channel) ? null : 'The reference pulse has not this image.';
  const [here, there] = [own.image, loaded.image];
  if (here.rows === there.rows && here.columns === there.columns) return null;
  return `The reference is ${there.columns} × ${there.rows} pixels and this image ${here.columns} × ${here.rows}: they can't be compared.`;
}
