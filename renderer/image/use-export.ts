import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import { inkOf } from '../curve/paint-curve.ts';
import { download, downloadBlob } from '../parts/download.ts';
import { imageCsv } from './export-csv.ts';
import { imagePng } from './export-png.ts';
import type { Image } from './image.ts';
import type { Rectangle } from './rectangle.ts';
import { stageInk } from './scene.ts';
import { workInSlices } from './work.ts';

/** One at a time; its trouble stays until the next. */
export function useExport() {
  const leaving = useRef<AbortController | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);

  function run(work: (signal: AbortSignal) => Promise<void>): void {
    const control = new AbortController();
    leaving.current = control;
    setBusy(true);
    setTrouble(null);
    work(control.signal)
      .catch((error: unknown) => {
        if (!control.signal.aborted) setTrouble(messageOf(error));
      })
      .finally(() => setBusy(false));
  }

  return {
    isBusy,
    trouble,
    csv: (name: string, image: Image, part: Rectangle) =>
      run(async (signal) => download(`${name}.csv`, 'text/csv', await workInSlices(imageCsv(image, part), signal))),
    png: (name: string, canvas: HTMLCanvasElement, title: string) =>
      run(async () => downloadBlob(`${name}.png`, await imagePng(canvas, title, stageInk(canvas, inkOf(canvas))))),
  };
}
