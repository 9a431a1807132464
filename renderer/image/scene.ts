import type { Ink } from '../curve/picture.ts';
import type { Axes } from './axes.ts';
import type { Geometry } from './geometry.ts';
import type { Layout } from './layout.ts';
import type { Painting } from './paint-numbers.ts';
import type { Line, Profile } from './profile.ts';
import type { Rectangle } from './rectangle.ts';

export type StageInk = Ink & { over: string; overEdge: string; sunken: string };

export type ShownProfiles = {
  /** Along x (or the line) and along y; of a line there is only the first. */
  own: readonly Profile[];
  reference: readonly Profile[];
};

/** All that is painted, and exported as it is seen. */
export type Scene = {
  layout: Layout;
  panels: readonly { picture: HTMLCanvasElement | null; geometry: Geometry; title: string }[];
  axes: Axes;
  bar: Painting & { units: string };
  profiles: ShownProfiles | null;
  /** Where profiles lie: through a point of the image, or on a line. */
  through: { x: number; y: number } | Line | null;
  rectangle: Rectangle | null;
  ink: StageInk;
};

/** The theme's colours, for a canvas can't name them. */
export function stageInk(element: Element, ink: Ink): StageInk {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return { ...ink, over: of('--over'), overEdge: of('--over-edge'), sunken: of('--sunken') };
}
