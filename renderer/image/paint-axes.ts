import { type Tick, ticksOf } from '../curve/ticks.ts';
import { grouped } from '../words/numbers.ts';
import type { Axes } from './axes.ts';
import { type Area, type Geometry, seenOf } from './geometry.ts';
import type { StageInk } from './scene.ts';

/** CSS pixels that the label of a tick needs. */
const [acrossTick, downTick] = [70, 44];

/** Numbers stand at the middles of pixels. `bottom`: where those along x are written. Of images side by side the first has those along y. */
export function paintAxes(
  to: CanvasRenderingContext2D,
  geometry: Geometry,
  { axes, bottom, isFirst, isLast }: { axes: Axes; bottom: number; isFirst: boolean; isLast: boolean },
  ink: StageInk,
): void {
  const { box } = geometry;
  const seen = seenOf(geometry);
  const span = (from: number, length: number, size: number) => ({ from: (from - 0.5) * size, to: (from + length - 0.5) * size });
  to.font = `11px ${ink.font}`;
  to.fillStyle = ink.text;
  to.textBaseline = 'middle';
  to.textAlign = 'center';
  for (const { place, label } of ticksOf(span(seen.x, seen.width, axes.x.size), 'linear', tickCount(box.width, acrossTick, seen.width))) {
    const x = Math.round(box.x + place * box.width);
    to.fillRect(x, bottom, 1, 4);
    to.fillText(spaced(label), x, bottom + 12);
  }
  to.textAlign = 'left';
  if (isLast) to.fillText(axes.x.units, box.x + box.width + 14, bottom + 12);
  if (!isFirst) return;
  to.textAlign = 'right';
  for (const { place, label } of ticksOf(span(seen.y, seen.height, axes.y.size), 'linear', tickCount(box.height, downTick, seen.height))) {
    const y = Math.round(box.y + place * box.height);
    to.fillRect(box.x - 5, y, 4, 1);
    to.fillText(spaced(label), box.x - 8, y);
  }
  if (axes.y.units === axes.x.units) return;
  to.fillText(axes.y.units, box.x - 8, box.y + box.height + 14);
}

/** Not more than `most`: parts of pixels have no number. */
export function tickCount(length: number, each: number, most = Number.POSITIVE_INFINITY): number {
  return Math.max(1, Math.min(most, Math.max(2, Math.floor(length / each))));
}

/** Of what is written beside an axis; other than whole numbers stay as they are. */
export function spaced(label: string): string {
  return /^−?\d+$/.test(label) ? grouped(label) : label;
}

/** Lines across a plot, for its numbers. */
export function paintGrid(to: CanvasRenderingContext2D, area: Area, ticks: readonly Tick[], axis: 'across' | 'down', ink: StageInk): void {
  to.fillStyle = ink.grid;
  for (const { place } of ticks)
    if (axis === 'across') to.fillRect(area.x, Math.round(area.y + (1 - place) * area.height), area.width, 1);
    else to.fillRect(Math.round(area.x + place * area.width), area.y, 1, area.height);
}
