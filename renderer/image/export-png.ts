import { ExporterError } from '../../core/contract/errors.ts';
import type { StageInk } from './scene.ts';

/** Of the line above that names it, in CSS pixels. */
const headHeight = 28;

/** The canvas as it is seen, in the screen's own pixels, with a line of words above. */
export function imagePng(seen: HTMLCanvasElement, title: string, ink: StageInk): Promise<Blob> {
  const density = seen.width / Math.max(1, seen.clientWidth);
  const canvas = document.createElement('canvas');
  canvas.width = seen.width;
  canvas.height = seen.height + Math.round(headHeight * density);
  const context = canvas.getContext('2d');
  if (context === null) throw new ExporterError('INTERNAL', 'This browser gives no canvas to draw on; use another one.');
  context.fillStyle = ink.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(seen, 0, Math.round(headHeight * density));
  context.scale(density, density);
  context.fillStyle = ink.plot;
  context.font = `13px ${ink.font}`;
  context.textBaseline = 'middle';
  context.fillText(title, 12, headHeight / 2);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) =>
        blob === null ? reject(new ExporterError('INTERNAL', 'The browser could not make a picture of this size.')) : resolve(blob),
      'image/png',
    ),
  );
}
