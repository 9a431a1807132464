import type { Area, Geometry } from './geometry.ts';

type Wanted = { width: number; height: number; profiles: 'centre' | 'line' | 'none'; images: 1 | 2 };

/** Where things lie on the canvas, in CSS pixels. `areas`: the room of each image. */
export type Layout = Wanted & { areas: Area[]; right: number; below: number; gap: number };

const [left, top, ofBar, ofLabels, ofTitle] = [62, 12, 102, 40, 22];
const roomy = 900;

export function layoutOf(wanted: Wanted): Layout {
  const { width, height, profiles, images } = wanted;
  const isRoomy = width > roomy;
  const right = profiles === 'centre' ? (isRoomy ? 146 : 92) : 0;
  const below = profiles === 'none' ? 0 : isRoomy && height > 520 ? 124 : 78;
  const gap = profiles === 'line' ? 38 : profiles === 'centre' ? 8 : 0;
  const first = top + (images === 2 ? ofTitle : 0);
  const between = 16;
  const room = Math.max(40, (width - left - right - ofBar - (images - 1) * between) / images);
  const areas = Array.from({ length: images }, (_, at) => ({
    ...{ x: left + at * (room + between), y: first },
    ...{ width: room, height: Math.max(40, height - first - gap - below - ofLabels) },
  }));
  return { ...wanted, areas, right, below, gap };
}

/** Beside the image: what is drawn along its columns. */
export function besideOf({ right }: Layout, { box }: Geometry): Area {
  return { x: box.x + box.width + 8, y: box.y, width: right - 8, height: box.height };
}

export function belowOf({ below, gap }: Layout, { box }: Geometry): Area {
  return { x: box.x, y: box.y + box.height + gap, width: box.width, height: below };
}

/** The colour bar, at the right of all; never so short that its numbers lie on each other. */
export function barOf({ right, areas }: Layout, { box }: Geometry): Area {
  const room = areas[0]?.height ?? box.height;
  return { x: box.x + box.width + right + 24, y: box.y, width: 12, height: Math.max(box.height, Math.min(room, 160)) };
}
