import { ExporterError } from '../../core/contract/errors.ts';
import { paintCurve } from './paint-curve.ts';
import type { Picture } from './picture.ts';

/** Of the line above the curve that names it, in CSS pixels; and pixels of the picture for each of those. */
const [headHeight, scale] = [26, 2];

export type CurvePng = { size: { width: number; height: number }; title: string; picture: Picture };

/** As it is seen, with its name above. */
export function curvePng({ size, title, picture }: CurvePng): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = size.width * scale;
  canvas.height = (size.height + headHeight) * scale;
  const context = canvas.getContext('2d');
  if (context === null) throw new ExporterError('INTERNAL', 'This browser gives no canvas to draw on; use another one.');
  const { ink } = picture;
  context.scale(scale, scale);
  context.fillStyle = ink.surface;
  context.fillRect(0, 0, size.width, headHeight);
  context.fillStyle = ink.text;
  context.font = `13px ${ink.font}`;
  context.textBaseline = 'middle';
  context.fillText(title, 12, headHeight / 2);
  context.translate(0, headHeight);
  paintCurve(context, picture);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) =>
        blob === null ? reject(new ExporterError('INTERNAL', 'The browser could not make a picture of this size.')) : resolve(blob),
      'image/png',
    ),
  );
}
