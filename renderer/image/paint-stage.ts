import type { Geometry, Point } from './geometry.ts';
import { barOf, belowOf } from './layout.ts';
import { paintAxes } from './paint-axes.ts';
import { paintBar } from './paint-bar.ts';
import { paintProfiles } from './paint-profiles.ts';
import type { Scene, StageInk } from './scene.ts';

/** In CSS pixels; the context is scaled to those of the screen. */
export function paintStage(to: CanvasRenderingContext2D, scene: Scene): void {
  const { layout, panels, axes, ink } = scene;
  to.fillStyle = ink.surface;
  to.fillRect(0, 0, layout.width, layout.height);
  for (const [at, { picture, geometry, title }] of panels.entries()) {
    const { box } = geometry;
    to.fillStyle = ink.sunken;
    to.fillRect(box.x, box.y, box.width, box.height);
    if (picture !== null) paintPicture(to, picture, geometry);
    const below = belowOf(layout, geometry);
    const bottom = 3 + (layout.profiles === 'centre' ? below.y + below.height : box.y + box.height);
    paintAxes(to, geometry, { axes, bottom, isFirst: at === 0, isLast: at === panels.length - 1 }, ink);
    if (panels.length > 1) paintTitle(to, geometry, title, ink);
    paintOver(to, scene, geometry);
  }
  const [first, last] = [panels[0], panels.at(-1)];
  if (first === undefined || last === undefined) return;
  paintProfiles(to, scene, first.geometry);
  paintBar(to, barOf(layout, last.geometry), scene);
}

/** Pixel for pixel of the screen: nothing is scaled a second time. */
function paintPicture(to: CanvasRenderingContext2D, picture: HTMLCanvasElement, { box }: Geometry): void {
  const { a: density } = to.getTransform();
  to.save();
  to.setTransform(1, 0, 0, 1, 0, 0);
  to.drawImage(picture, Math.round(box.x * density), Math.round(box.y * density));
  to.restore();
}

function paintTitle(to: CanvasRenderingContext2D, { box }: Geometry, title: string, ink: StageInk): void {
  to.fillStyle = ink.text;
  to.font = `12px ${ink.font}`;
  to.textAlign = 'left';
  to.textBaseline = 'alphabetic';
  to.fillText(title, box.x, box.y - 7);
}

/** White with a dark edge is read on any colour. */
function paintOver(to: CanvasRenderingContext2D, { rectangle, through, ink }: Scene, geometry: Geometry): void {
  const { box, left, top, kx, ky } = geometry;
  const x = (column: number) => left + column * kx;
  const y = (row: number) => top + row * ky;
  to.save();
  to.beginPath();
  to.rect(box.x, box.y, box.width, box.height);
  to.clip();
  for (const [from, end] of linesOf(through, geometry))
    twice(to, ink, [5, 4], () => {
      to.beginPath();
      to.moveTo(from.x, from.y);
      to.lineTo(end.x, end.y);
      to.stroke();
    });
  if (rectangle !== null) {
    const corner = { x: Math.round(x(rectangle.x)) + 0.5, y: Math.round(y(rectangle.y)) + 0.5 };
    twice(to, ink, [], () => to.strokeRect(corner.x, corner.y, Math.round(rectangle.width * kx), Math.round(rectangle.height * ky)));
  }
  to.restore();
}

function linesOf(through: Scene['through'], { box, left, top, kx, ky }: Geometry): [Point, Point][] {
  if (through === null) return [];
  const at = ({ x, y }: Point) => ({ x: left + x * kx, y: top + y * ky });
  if ('from' in through) return [[at(through.from), at(through.to)]];
  const { x, y } = at(through);
  return [
    [
      { x: box.x, y },
      { x: box.x + box.width, y },
    ],
    [
      { x, y: box.y },
      { x, y: box.y + box.height },
    ],
  ];
}

function twice(to: CanvasRenderingContext2D, ink: StageInk, dash: number[], draw: () => void): void {
  to.setLineDash(dash);
  to.lineWidth = 3;
  to.strokeStyle = ink.overEdge;
  draw();
  to.lineWidth = 1;
  to.strokeStyle = ink.over;
  draw();
  to.setLineDash([]);
}
