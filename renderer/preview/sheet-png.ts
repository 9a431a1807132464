import { ExporterError } from '../../core/contract/errors.ts';

const scale = 2;
const headHeight = 32;
/** Of a frame round an image, in CSS pixels. */
const outlineMost = 3;

/** The contact sheet as it is seen, with what is scrolled away, and its pulse above. */
export function sheetPng(sheet: HTMLElement, title: string): Promise<Blob> {
  const { width } = sheet.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil((sheet.scrollHeight + headHeight) * scale);
  const drawing = canvas.getContext('2d');
  if (drawing === null) throw new ExporterError('INTERNAL', 'This browser gives no canvas to draw on; use another one.');
  const look = getComputedStyle(sheet);
  drawing.scale(scale, scale);
  drawing.fillStyle = getComputedStyle(sheet.parentElement ?? sheet).backgroundColor;
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.fillStyle = look.color;
  drawing.font = `600 14px ${look.fontFamily}`;
  drawing.textBaseline = 'middle';
  drawing.fillText(title, 12, headHeight / 2);
  const { left, top } = sheet.getBoundingClientRect();
  drawing.translate(-left, headHeight + sheet.scrollTop - top);
  for (const element of sheet.querySelectorAll<HTMLElement>('h2, header > .soft, [data-tile]')) drawWhole(drawing, element);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) =>
      blob === null ? reject(new ExporterError('INTERNAL', 'The browser could not make a picture of this size.')) : resolve(blob),
    ),
  );
}

/** An element with what is in it; what would stand beyond its edge is cut. */
function drawWhole(drawing: CanvasRenderingContext2D, element: HTMLElement): void {
  drawing.save();
  clipTo(drawing, element, outlineMost);
  for (const part of [element, ...element.querySelectorAll<HTMLElement>('span')]) drawFrame(drawing, part);
  for (const canvas of element.querySelectorAll('canvas')) drawPicture(drawing, canvas);
  drawOutline(drawing, element.querySelector<HTMLElement>('.picture'));
  for (const path of element.querySelectorAll('path')) drawPath(drawing, path);
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) drawWords(drawing, text);
  drawing.restore();
}

function drawFrame(drawing: CanvasRenderingContext2D, part: HTMLElement): void {
  const { backgroundColor, borderTopWidth, borderTopColor } = getComputedStyle(part);
  const { left, top, width, height } = part.getBoundingClientRect();
  drawing.fillStyle = backgroundColor;
  drawing.fillRect(left, top, width, height);
  const line = Number.parseFloat(borderTopWidth);
  if (!(line > 0)) return;
  drawing.strokeStyle = borderTopColor;
  drawing.lineWidth = line;
  drawing.strokeRect(left + line / 2, top + line / 2, width - line, height - line);
}

/** What is framed because it differs. */
function drawOutline(drawing: CanvasRenderingContext2D, picture: HTMLElement | null): void {
  if (picture === null) return;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(picture);
  if (outlineStyle === 'none') return;
  const { left, top, width, height } = picture.getBoundingClientRect();
  drawing.strokeStyle = outlineColor;
  drawing.lineWidth = Number.parseFloat(outlineWidth);
  drawing.strokeRect(left, top, width, height);
}

/** It keeps its shape within its place, as the page does it. */
function drawPicture(drawing: CanvasRenderingContext2D, canvas: HTMLCanvasElement): void {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  drawing.fillStyle = getComputedStyle(canvas).backgroundColor;
  drawing.fillRect(left, top, width, height);
  const fit = Math.min(width / canvas.width, height / canvas.height);
  const [wide, high] = [canvas.width * fit, canvas.height * fit];
  drawing.drawImage(canvas, left + (width - wide) / 2, top + (height - high) / 2, wide, high);
}

function drawPath(drawing: CanvasRenderingContext2D, path: SVGPathElement): void {
  const place = path.getScreenCTM();
  if (place === null) return;
  const { fill, stroke, strokeWidth, strokeDasharray } = getComputedStyle(path);
  const figure = new Path2D();
  figure.addPath(new Path2D(path.getAttribute('d') ?? ''), place);
  if (fill !== 'none') {
    drawing.fillStyle = fill;
    drawing.fill(figure);
  }
  if (stroke === 'none') return;
  drawing.strokeStyle = stroke;
  drawing.lineWidth = Number.parseFloat(strokeWidth);
  drawing.setLineDash(strokeDasharray === 'none' ? [] : strokeDasharray.split(',').map((length) => Number.parseFloat(length)));
  drawing.stroke(figure);
  drawing.setLineDash([]);
}

/** Each where the page has it, so that lines break where they do there. */
function drawWords(drawing: CanvasRenderingContext2D, text: Node): void {
  const parent = text.parentElement;
  if (parent === null || parent.closest('.unseen') !== null) return;
  const { fontWeight, fontSize, fontFamily, color } = getComputedStyle(parent);
  drawing.font = `${fontWeight} ${fontSize} ${fontFamily}`; // `font` itself is empty where digits have one width
  drawing.fillStyle = color;
  drawing.save();
  if (parent.matches('.cut')) clipTo(drawing, parent);
  const range = document.createRange();
  for (const word of (text.textContent ?? '').matchAll(/\S+/g)) {
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    const { left, top, height } = range.getBoundingClientRect();
    drawing.fillText(word[0], left, top + height / 2);
  }
  drawing.restore();
}

function clipTo(drawing: CanvasRenderingContext2D, element: Element, beyond = 0): void {
  const { left, top, width, height } = element.getBoundingClientRect();
  drawing.beginPath();
  drawing.rect(left - beyond, top - beyond, width + 2 * beyond, height + 2 * beyond);
  drawing.clip();
}
