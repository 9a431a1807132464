import type { Frame, Ink, Picture, Stroke } from './picture.ts';

/** Fewer points than one in so many pixels are drawn as points too. */
const pixelsPerPoint = 8;

/** In CSS pixels; the context is scaled to those of the screen. The last stroke lies on top. */
export function paintCurve(to: CanvasRenderingContext2D, picture: Picture): void {
  const { frame, ink } = picture;
  const { left, top, width, height } = frame;
  to.fillStyle = ink.surface;
  to.fillRect(0, 0, left + width + 1000, top + height + 1000);
  grid(to, picture);
  to.save();
  to.beginPath();
  to.rect(left, top, width, height);
  to.clip();
  for (const stroke of picture.strokes) draw(to, stroke, frame, ink);
  to.fillStyle = ink.title;
  for (const place of picture.cursors) to.fillRect(Math.round(left + place * width), top, 1, height);
  to.restore();
  to.strokeStyle = ink.line;
  to.lineWidth = 1;
  to.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
}

function grid(to: CanvasRenderingContext2D, { frame: { left, top, width, height }, xTicks, yTicks, xTitle, yTitle, ink }: Picture): void {
  to.font = `11px ${ink.font}`;
  to.strokeStyle = ink.grid;
  to.fillStyle = ink.text;
  to.lineWidth = 1;
  to.beginPath();
  for (const { place } of xTicks) {
    const x = Math.round(left + place * width) + 0.5;
    to.moveTo(x, top);
    to.lineTo(x, top + height);
  }
  for (const { place } of yTicks) {
    const y = Math.round(top + (1 - place) * height) + 0.5;
    to.moveTo(left, y);
    to.lineTo(left + width, y);
  }
  to.stroke();
  to.textAlign = 'center';
  to.textBaseline = 'top';
  for (const { place, label } of xTicks) to.fillText(label, left + place * width, top + height + 6);
  to.textAlign = 'right';
  to.textBaseline = 'middle';
  for (const { place, label } of yTicks) to.fillText(label, left - 6, top + (1 - place) * height);
  to.textBaseline = 'top';
  to.fillText(xTitle, left + width, top + height + 22);
  to.textAlign = 'left';
  to.fillText(yTitle, 4, 4);
}

function draw(to: CanvasRenderingContext2D, { line, colour, strength, isDashed }: Stroke, { left, top, width }: Frame, ink: Ink): void {
  to.strokeStyle = colour === 'plot' ? ink.plot : ink.reference;
  to.fillStyle = to.strokeStyle;
  to.globalAlpha = strength;
  to.lineWidth = strength === 1 ? 1.4 : 1;
  to.lineJoin = 'round';
  to.setLineDash(isDashed ? [5, 4] : []);
  const { points, isWhole } = line;
  const withPoints = isWhole && points.length / 2 < width / pixelsPerPoint;
  to.beginPath();
  let isDrawing = false;
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [(points[at] ?? 0) + left, (points[at + 1] ?? 0) + top];
    if (Number.isNaN(x)) {
      isDrawing = false;
      continue;
    }
    if (isDrawing) to.lineTo(x, y);
    else to.moveTo(x, y);
    const isAlone = !isDrawing && Number.isNaN(points[at + 2] ?? Number.NaN);
    if (isAlone || withPoints) to.fillRect(x - 1.5, y - 1.5, 3, 3);
    isDrawing = true;
  }
  to.stroke();
  to.setLineDash([]);
  to.globalAlpha = 1;
}

/** The theme's colours, for a canvas can't name them. */
export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    ...{ plot: of('--plot'), reference: of('--plot-reference'), grid: of('--grid'), line: of('--line-strong') },
    ...{ text: of('--ink-3'), title: of('--ink'), surface: of('--surface'), font: of('--font') },
  };
}
