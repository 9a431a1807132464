import { useCallback, useMemo } from 'react';
import type { Image } from './image.ts';
import { type Line, type Profile, profileAlong, profileOn } from './profile.ts';
import { figuresIn, insideOf, type Rectangle, type RectangleFigures } from './rectangle.ts';
import type { ShownProfiles } from './scene.ts';
import { useWork } from './use-work.ts';

/** Of the rectangle, or of all pixels where there is none. */
export function useFigures(image: Image | null, rectangle: Rectangle | null): RectangleFigures | null {
  const begin = useCallback(() => {
    const of = image ?? nothing;
    return figuresIn(of, rectangle ?? { x: 0, y: 0, width: of.columns, height: of.rows });
  }, [image, rectangle]);
  return useWork(image === null ? null : begin);
}

/** In pixels from the corner of the image: where both profiles lie. */
export function middleOf(image: Image, rectangle: Rectangle | null): { x: number; y: number } {
  const { x, y, width, height } = insideOf(rectangle ?? { x: 0, y: 0, width: image.columns, height: image.rows }, image);
  return { x: x + width / 2, y: y + height / 2 };
}

export function useProfiles(
  image: Image | null,
  reference: Image | null,
  { rectangle, line, width }: { rectangle: Rectangle | null; line: Line | null; width: number },
): ShownProfiles & { kind: 'centre' | 'line' } {
  return useMemo(() => {
    const of = (each: Image | null): Profile[] => {
      if (each === null) return [];
      if (line !== null) return [profileOn(each, line, width)];
      const { x, y } = middleOf(each, rectangle);
      return [profileAlong(each, 'x', y, width), profileAlong(each, 'y', x, width)];
    };
    return { kind: line === null ? 'centre' : 'line', own: of(image), reference: of(reference) };
  }, [image, reference, rectangle, line, width]);
}

const nothing: Image = { numbers: new Uint8Array(), rows: 0, columns: 0, dtype: 'uint8', every: 1, saturation: null };
