import { useCallback, useEffect, useState } from 'react';
import type { CaptureDetails } from '../../core/contract/api.ts';
import { messageOf } from '../../core/contract/errors.ts';
import type { UploadDetails } from '../../core/contract/uploads.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';

/** Of what changes by itself and is not among the captures told of lately. */
const askedAgainMs = 4000;

/** `upload` is null where its file was never to go to the Gateway. */
export type Opened = { capture: CaptureDetails; upload: UploadDetails | null };

/** What the journal has of one capture, asked again when something of it changes. */
export function useDetails(captureId: string): { opened: Opened | null; trouble: string | null; again(): void } {
  const ask = useAsk();
  const told = useStore(({ exporter }) => {
    const live = exporter.captures.find((capture) => capture.captureId === captureId);
    return live === undefined ? '' : [live.step, live.verdict, live.upload, live.removedAt, live.superseded].join(' ');
  });
  const [opened, setOpened] = useState<Opened | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((before) => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was told, and each turn, is a reason to ask again
  useEffect(() => {
    let wanted = true;
    async function read(): Promise<Opened> {
      const capture = await ask('getCapture', { captureId });
      return { capture, upload: capture.upload === undefined ? null : await ask('getUpload', { captureId }) };
    }
    read().then(
      (found) => {
        if (!wanted) return;
        setOpened(found);
        setTrouble(null);
      },
      (error: unknown) => wanted && setTrouble(messageOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, [ask, captureId, told, turn]);

  const settles = opened !== null && isUnsettled(opened);
  useEffect(() => {
    if (!settles) return;
    const timer = setInterval(again, askedAgainMs);
    return () => clearInterval(timer);
  }, [settles, again]);

  return { opened, trouble, again };
}

function isUnsettled({ capture, upload }: Opened): boolean {
  if (capture.verdict === null) return true;
  return upload !== null && (upload.state === 'queued' || upload.state === 'sending' || upload.state === 'waiting');
}
