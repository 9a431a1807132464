import type { CellCode } from '../marks/outcomes.ts';
import { shapes } from '../marks/shapes.ts';
import { clockOf, grouped } from '../words/numbers.ts';
import type { Cell } from './cells.ts';
import type { Columns, Span } from './columns.ts';
import { cellSize, type Geometry } from './geometry.ts';
import type { Palette } from './palette.ts';
import type { Row } from './rows.ts';

export type Picture = {
  geometry: Geometry;
  columns: Columns;
  rows: readonly Row[];
  cells: readonly (readonly (Cell | null)[])[];
  chosen: { column: number; row: number } | null;
  palette: Palette;
};

const every = 5;
/** From here on the count is worth reading in bold. */
const manyMissed = 10;

/** In CSS pixels; the context is scaled to those of the screen. */
export function paint(to: CanvasRenderingContext2D, picture: Picture): void {
  const { geometry, palette, rows, cells } = picture;
  to.fillStyle = palette.surface;
  to.fillRect(0, 0, geometry.width, geometry.height);
  crosshair(to, picture);
  heads(to, picture);
  const size = cellSize(geometry);
  for (const [at, row] of cells.entries()) {
    const top = geometry.top[at] ?? 0;
    for (const [column, cell] of row.entries()) {
      if (cell === null) continue;
      const colour = cell.code === 'captured' && at > 0 && at % every === 0 ? palette.capturedAlt : palette.ofCode[cell.code];
      paintCell(to, cell, { x: geometry.left[column] ?? 0, y: top, ...size }, colour, palette);
    }
  }
  for (const at of rows.keys()) labels(to, picture, at);
  frame(to, picture, size);
}

type Box = { x: number; y: number; width: number; height: number };
const paths = new Map<CellCode, readonly { path: Path2D; line: number | null }[]>();

function paintCell(
  to: CanvasRenderingContext2D,
  { code, partly }: Cell,
  { x, y, width, height }: Box,
  colour: string,
  palette: Palette,
): void {
  to.fillStyle = colour;
  if (code === 'captured' || code === 'lost') to.fillRect(x, y, width, height);
  else if (code === 'skipped') to.fillRect(x + Math.floor((width - 2) / 2), y + Math.floor((height - 2) / 2), 2, 2);
  else figure(to, code, { x, y, width, height }, colour);
  if (!partly) return;
  to.fillStyle = palette.surface;
  to.beginPath();
  to.moveTo(x + width - 3, y);
  to.lineTo(x + width, y);
  to.lineTo(x + width, y + 3);
  to.fill();
}

function figure(to: CanvasRenderingContext2D, code: CellCode, { x, y, width, height }: Box, colour: string): void {
  to.save();
  to.translate(x, y);
  to.scale(width / 12, height / 12);
  to.strokeStyle = colour;
  for (const { path, line } of pathsOf(code)) {
    if (line === null) to.fill(path);
    else {
      to.lineWidth = line * 1.2; // small cells need the weight
      to.stroke(path);
    }
  }
  to.restore();
}

function pathsOf(code: CellCode) {
  const known = paths.get(code) ?? shapes[code].map(({ path, line }) => ({ path: new Path2D(path), line }));
  paths.set(code, known);
  return known;
}

function crosshair(to: CanvasRenderingContext2D, { geometry, chosen, palette }: Picture): void {
  if (chosen === null) return;
  const [x = 0, y = 0] = [geometry.left[chosen.column], geometry.top[chosen.row]];
  to.fillStyle = palette.select;
  to.fillRect(0, y - 1, geometry.width, geometry.pitchY + 1);
  to.fillRect(x - 1, 33, geometry.pitchX + 1, geometry.height - 33);
}

function frame(
  to: CanvasRenderingContext2D,
  { geometry, chosen, palette }: Picture,
  { width, height }: { width: number; height: number },
): void {
  if (chosen === null) return;
  const [x = 0, y = 0] = [geometry.left[chosen.column], geometry.top[chosen.row]];
  to.strokeStyle = palette.ink;
  to.lineWidth = 2;
  to.strokeRect(x - 2, y - 2, width + 4, height + 4);
}

function heads(to: CanvasRenderingContext2D, { geometry, columns, palette }: Picture): void {
  to.textBaseline = 'alphabetic';
  to.textAlign = 'left';
  for (const span of columns.outer) head(to, geometry, span, { y: 14, font: `600 12px ${palette.font}`, colour: palette.ink });
  for (const span of columns.inner) {
    head(to, geometry, span, { y: 29, font: `11px ${palette.font}`, colour: palette.ink3 });
    const [from, to_] = ends(geometry, span);
    to.fillStyle = palette.line;
    to.fillRect(from, 32, to_ - from, 1);
  }
  to.font = `11px ${palette.font}`;
  to.fillStyle = palette.ink3;
  to.fillText('UTC', 8, 29);
  if (geometry.labelWidth > 100) to.fillText('pulse ID', 58, 29);
  to.textAlign = 'right';
  to.fillText('captured', geometry.right + geometry.countWidth - 6, 29);
  to.textAlign = 'left';
}

function head(
  to: CanvasRenderingContext2D,
  geometry: Geometry,
  span: Span,
  { y, font, colour }: { y: number; font: string; colour: string },
): void {
  const [from, end] = ends(geometry, span);
  to.font = font;
  to.fillStyle = colour;
  to.save();
  to.beginPath();
  to.rect(from, 0, end - from + 3, 36);
  to.clip();
  to.fillText(span.name, from, y);
  to.restore();
}

function ends(geometry: Geometry, { from, to }: Span): [number, number] {
  return [geometry.left[from] ?? 0, (geometry.left[to] ?? 0) + geometry.pitchX - 1];
}

/** Where rows are narrow, every fifth or tenth has its words. */
function labels(to: CanvasRenderingContext2D, { geometry, rows, chosen, palette }: Picture, at: number): void {
  const row = rows[at];
  if (row === undefined) return;
  const isChosen = chosen?.row === at;
  const step = geometry.pitchY >= 13 ? 1 : geometry.pitchY >= 10 ? 5 : 10;
  const isLabelled = isChosen || at === 0 || (at % step === 0 && Math.abs(at - (chosen?.row ?? -9)) > 1);
  const missed = row.expected - row.captured;
  const y = (geometry.top[at] ?? 0) + geometry.pitchY / 2 + 3.5;
  if (missed > 0 && !row.inFlight)
    bar(to, geometry, at, missed / Math.max(1, row.expected), missed > manyMissed ? palette.ink : palette.line);
  if (!isLabelled) return;
  to.fillStyle = isChosen || at === 0 ? palette.ink : palette.ink2;
  to.font = `${isChosen || at === 0 ? '600 ' : ''}11px ${palette.font}`;
  to.fillText(clockOf(row.pulse.timestampNs), 8, y);
  if (geometry.labelWidth > 100) to.fillText(`…${grouped(row.pulse.pulseId).slice(-7)}`, 58, y);
  to.textAlign = 'right';
  to.fillText(String(row.captured), geometry.right + geometry.countWidth - 6, y);
  to.textAlign = 'left';
}

function bar(to: CanvasRenderingContext2D, geometry: Geometry, at: number, share: number, colour: string): void {
  const most = geometry.countWidth - 36;
  to.fillStyle = colour;
  to.fillRect(geometry.right + 5, (geometry.top[at] ?? 0) + Math.floor(geometry.pitchY / 2) - 2, Math.max(2, Math.round(share * most)), 3);
}
