import type { Analysis } from './analyse.ts';
import { markColours } from './colour-maps.ts';
import { type Geometry, seenOf } from './geometry.ts';
import type { Image } from './image.ts';
import { addPlaces, paintMarks } from './marks.ts';
import { type Painting, paintNumbers } from './paint-numbers.ts';
import { markedIn, resample, type Window } from './resample.ts';

export type PictureWanted = {
  image: Image;
  geometry: Geometry;
  painting: Painting;
  /** null: nothing is marked. */
  marks: Pick<Analysis, 'saturated' | 'hot'> | null;
  /** Of the screen's pixels for each CSS pixel. */
  density: number;
};

/** What is seen of the image, in pixels of the screen. null where nothing is. */
export function pictureOf({ image, geometry, painting, marks, density }: PictureWanted): HTMLCanvasElement | null {
  const { kx, ky, box } = geometry;
  const { x, y } = seenOf(geometry);
  const [width, height] = [Math.round(box.width * density), Math.round(box.height * density)];
  if (width < 1 || height < 1) return null;
  const window: Window = { left: x, top: y, kx: kx * density, ky: ky * density, width, height };
  const painted = paintNumbers(resample(image, window), painting);
  if (marks !== null && (marks.saturated > 0 || marks.hot.length > 0)) {
    const limit = marks.saturated > 0 ? image.saturation : null;
    const marked = limit === null ? new Uint8Array(width * height) : markedIn(image, window, limit);
    addPlaces(marked, marks.hot, image.columns, window);
    paintMarks(painted, marked, width, markColours[painting.map], window.kx < 3 ? 1 : 0);
  }
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(painted, width, height), 0, 0);
  return canvas;
}
