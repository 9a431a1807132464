import { padded, type Span } from '../curve/span.ts';
import { ticksOf } from '../curve/ticks.ts';
import { type Area, type Geometry, seenOf } from './geometry.ts';
import { belowOf, besideOf } from './layout.ts';
import { paintGrid, spaced, tickCount } from './paint-axes.ts';
import type { Profile } from './profile.ts';
import type { Scene, StageInk } from './scene.ts';

/** What is seen of them on the same places as the image's pixels; of a line all. */
export function paintProfiles(to: CanvasRenderingContext2D, scene: Scene, geometry: Geometry): void {
  const { profiles, layout, ink, bar } = scene;
  if (profiles === null) return;
  const values = valuesOf([...profiles.own, ...profiles.reference]);
  const seen = seenOf(geometry);
  const below = belowOf(layout, geometry);
  const [alongX, alongY] = profiles.own;
  const spanX = layout.profiles === 'line' ? { from: -0.5, to: (alongX?.length ?? 1) - 0.5 } : spanOf(seen.x, seen.width);
  across(to, below, values, bar.units, ink);
  for (const [profile, isReference] of [
    [profiles.reference[0], true],
    [alongX, false],
  ] as const)
    if (profile !== undefined)
      curve(to, profile, isReference, ink, (at, value) => [placeX(below, spanX, at), placeY(below, values, value)], spanX, below);
  if (layout.profiles === 'line') lineAxis(to, below, spanX, scene);
  if (alongY === undefined) return;
  const beside = besideOf(layout, geometry);
  const spanY = spanOf(seen.y, seen.height);
  down(to, beside, values, bar.units, ink);
  for (const [profile, isReference] of [
    [profiles.reference[1], true],
    [alongY, false],
  ] as const)
    if (profile !== undefined)
      curve(
        to,
        profile,
        isReference,
        ink,
        (at, value) => [placeX(beside, values, value), placeX({ x: beside.y, width: beside.height }, spanY, at)],
        spanY,
        beside,
      );
  if (profiles.reference.length > 0) legend(to, beside, below, ink);
}

type Place = (at: number, value: number) => [number, number];

function curve(
  to: CanvasRenderingContext2D,
  profile: Profile,
  isReference: boolean,
  ink: StageInk,
  place: Place,
  span: Span,
  area: Area,
): void {
  to.save();
  to.beginPath();
  to.rect(area.x, area.y, area.width, area.height);
  to.clip();
  to.beginPath();
  to.strokeStyle = isReference ? ink.reference : ink.plot;
  to.lineWidth = 1.2;
  to.setLineDash(isReference ? [4, 3] : []);
  let isDrawing = false;
  for (let at = Math.max(0, Math.floor(span.from) - 1); at <= Math.min(profile.length - 1, Math.ceil(span.to) + 1); at++) {
    const value = profile[at] ?? Number.NaN;
    const [x, y] = place(at, value);
    if (Number.isNaN(value)) isDrawing = false;
    else if (isDrawing) to.lineTo(x, y);
    else {
      to.moveTo(x, y);
      isDrawing = true;
    }
  }
  to.stroke();
  to.restore();
}

function across(to: CanvasRenderingContext2D, area: Area, values: Span, units: string, ink: StageInk): void {
  const ticks = ticksOf(values, 'linear', tickCount(area.height, 20));
  paintGrid(to, area, ticks, 'across', ink);
  to.fillStyle = ink.text;
  to.textAlign = 'right';
  for (const { place, label } of ticks) to.fillText(spaced(label), area.x - 8, area.y + (1 - place) * area.height);
  to.textAlign = 'left';
  to.fillText(units, area.x + area.width + 14, area.y + area.height - 6);
}

function down(to: CanvasRenderingContext2D, area: Area, values: Span, units: string, ink: StageInk): void {
  const ticks = ticksOf(values, 'linear', tickCount(area.width, 52));
  paintGrid(to, area, ticks, 'down', ink);
  to.fillStyle = ink.text;
  to.textAlign = 'center';
  for (const { place, label } of ticks) to.fillText(spaced(label), area.x + place * area.width, area.y + area.height + 11);
  to.textAlign = 'left';
  to.fillText(units, area.x, area.y + area.height + 27);
}

function lineAxis(to: CanvasRenderingContext2D, area: Area, span: Span, { ink }: Scene): void {
  to.fillStyle = ink.text;
  to.textAlign = 'center';
  for (const { place, label } of ticksOf(span, 'linear', tickCount(area.width, 70)))
    to.fillText(spaced(label), area.x + place * area.width, area.y + area.height + 12);
  to.textAlign = 'left';
  to.fillText('px along the line', area.x + area.width + 14, area.y + area.height + 12);
}

function legend(to: CanvasRenderingContext2D, beside: Area, below: Area, ink: StageInk): void {
  if (below.height < 100) return;
  for (const [at, [words, isReference]] of (
    [
      ['this pulse', false],
      ['reference', true],
    ] as const
  ).entries()) {
    const y = below.y + 46 + at * 18;
    to.beginPath();
    to.strokeStyle = isReference ? ink.reference : ink.plot;
    to.setLineDash(isReference ? [4, 3] : []);
    to.moveTo(beside.x + 6, y);
    to.lineTo(beside.x + 30, y);
    to.stroke();
    to.setLineDash([]);
    to.fillStyle = ink.text;
    to.fillText(words, beside.x + 38, y);
  }
}

function spanOf(from: number, length: number): Span {
  return { from: from - 0.5, to: from + length - 0.5 };
}

function valuesOf(profiles: readonly Profile[]): Span {
  let [from, to] = [0, 0];
  for (const profile of profiles)
    for (const value of profile) {
      if (value < from) from = value;
      if (value > to) to = value;
    }
  return to > from ? { from, to: padded({ from, to }, 'linear').to } : { from: 0, to: 1 };
}

function placeX({ x, width }: Pick<Area, 'x' | 'width'>, { from, to }: Span, value: number): number {
  return x + ((value - from) / (to - from)) * width;
}

function placeY({ y, height }: Area, { from, to }: Span, value: number): number {
  return y + height - ((value - from) / (to - from)) * height;
}
