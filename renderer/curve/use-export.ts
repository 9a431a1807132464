import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { PreviewChannel } from '../../core/contract/preview.ts';
import { download, downloadBlob } from '../parts/download.ts';
import { useReadData } from '../store/data.ts';
import { type CurvePng, curvePng } from './curve-png.ts';
import { exportName, readCurveCsv } from './export-curve.ts';

type Exported = { channel: PreviewChannel; pulseId: string };

export function useExport({ channel, pulseId }: Exported) {
  const readData = useReadData();
  const leaving = useRef<AbortController | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  const name = exportName(channel.channel, pulseId);

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
    csv: () => run(async (signal) => download(`${name}.csv`, 'text/csv', await readCurveCsv(readData, channel, signal))),
    png: (png: CurvePng) => run(async () => downloadBlob(`${name}.png`, await curvePng(png))),
  };
}
