import { useEffect, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { UploadDetails } from '../../core/contract/uploads.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';
import { uploadsChanged } from './uploads-changed.ts';

/** One file with its attempts, kept new; once a second at most. */
export function useUpload(captureId: string): { upload: UploadDetails | null; trouble: string | null } {
  const ask = useAsk();
  const [upload, setUpload] = useState<UploadDetails | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  useEffect(() => {
    let isOpen = true;
    let isOld = true;
    async function look(): Promise<void> {
      if (!isOld) return;
      isOld = false;
      try {
        const found = await ask('getUpload', { captureId });
        if (!isOpen) return;
        setUpload(found);
        setTrouble(null);
      } catch (error) {
        if (isOpen) setTrouble(messageOf(error));
      }
    }
    void look();
    const timer = setInterval(() => void look(), 1000);
    const leave = useStore.subscribe(({ exporter }, { exporter: before }) => {
      isOld ||= uploadsChanged(exporter, before);
    });
    return () => {
      isOpen = false;
      clearInterval(timer);
      leave();
    };
  }, [ask, captureId]);

  return { upload, trouble };
}
