import { type RefObject, useMemo } from 'react';
import { useSize } from '../matrix/size.ts';
import { type Geometry, geometryOf, type Size, type View } from './geometry.ts';
import { type Layout, layoutOf } from './layout.ts';

export type StageLayout = { layout: Layout /** Of each image. */; geometries: Geometry[] };

export function useStageLayout(
  place: RefObject<HTMLElement | null>,
  { view, image, profiles, images }: { view: View; image: Size; profiles: Layout['profiles']; images: 1 | 2 },
): StageLayout {
  const { width, height } = useSize(place);
  const { rows, columns } = image;
  return useMemo(() => {
    const layout = layoutOf({ width, height, profiles, images });
    return { layout, geometries: layout.areas.map((area) => geometryOf(view, area, { rows, columns })) };
  }, [width, height, profiles, images, view, rows, columns]);
}
