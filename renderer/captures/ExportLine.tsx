import { Button } from '@blueprintjs/core';
import { useEffect, useRef, useState } from 'react';
import type { CaptureSearch } from '../../core/contract/captures-search.ts';
import { messageOf } from '../../core/contract/errors.ts';
import { download } from '../parts/download.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';
import { counted } from '../words/numbers.ts';
import { captureLine, capturesHead } from './csv.ts';
import { exportedMost, readAll } from './read-all.ts';

/** What was searched for, as a table for other programs. */
export function ExportLine({ search }: { search: CaptureSearch | null }) {
  const ask = useAsk();
  const name = useStore(({ exporter }) => exporter.name);
  const running = useRef<AbortController | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => () => running.current?.abort(), []);

  async function run(asked: CaptureSearch): Promise<void> {
    const control = new AbortController();
    running.current = control;
    setBusy(true);
    setTrouble(null);
    setSaid('Reading the journal…');
    const lines: string[] = [capturesHead];
    try {
      const { rows, isWhole } = await readAll((request) => ask('searchCaptures', request), asked, {
        signal: control.signal,
        onCapture: (capture) => lines.push(captureLine(capture)),
        onProgress: (rows) => setSaid(`${counted(rows, 'row')} so far…`),
      });
      download(`captures-${name}.csv`, 'text/csv', lines);
      setSaid(
        isWhole ? `${counted(rows, 'row')} exported.` : `The newest ${counted(exportedMost, 'row')} exported; give a time for older ones.`,
      );
    } catch (error) {
      setSaid(control.signal.aborted ? 'Export cancelled.' : null);
      if (!control.signal.aborted) setTrouble(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <span className="caption" aria-live="polite">
        {said}
      </span>
      <Trouble sentence={trouble} />
      {isBusy ? (
        <Button size="small" onClick={() => running.current?.abort()}>
          Cancel
        </Button>
      ) : (
        <Button size="small" disabled={search === null} onClick={() => search !== null && void run(search)}>
          Export CSV
        </Button>
      )}
    </>
  );
}
