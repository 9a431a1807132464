import { z } from 'zod';

/** Pixels as the screens count them, the window's frame included. */
export type Area = { x: number; y: number; width: number; height: number };

export const placeSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximised: z.boolean(),
});
export type Place = z.infer<typeof placeSchema>;

/** What the screens need: 1366 × 768 without the system's bars. */
export const leastSize = { width: 1024, height: 640 };
const usualSize = { width: 1600, height: 960 };
/** So much of its upper edge must be on a screen, or nobody could take hold of it. */
const heldByWidth = 120;
const heldByHeight = 40;

/** Where the window was, if it can be seen there on the screens there are now; else in the middle of the first. `areas`: without the system's bars. */
export function placeOn(areas: readonly Area[], kept: Place | null): Place {
  const [first = { x: 0, y: 0, ...usualSize }] = areas;
  const on = kept === null ? undefined : areas.find((area) => canBeHeld(kept, area));
  if (kept === null || on === undefined) return { ...centred(first), maximised: kept?.maximised ?? false };
  return { ...kept, width: Math.min(kept.width, on.width), height: Math.min(kept.height, on.height) };
}

function canBeHeld(window: Area, area: Area): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return across >= heldByWidth && window.y >= area.y && window.y + heldByHeight <= area.y + area.height;
}

function centred(area: Area): Area {
  const width = Math.min(usualSize.width, area.width);
  const height = Math.min(usualSize.height, area.height);
  return { width, height, x: Math.round(area.x + (area.width - width) / 2), y: Math.round(area.y + (area.height - height) / 2) };
}
