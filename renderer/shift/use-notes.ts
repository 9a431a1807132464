import { useEffect, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { JournalNote } from '../../core/contract/notes.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';

/** Some weeks of a facility's changes. */
export const notesAsked = 500;

/** Who changed area and experiment, newest first; asked again with each change. null until it is known. */
export function useMetadataNotes(): { notes: JournalNote[] | null; trouble: string | null } {
  const ask = useAsk();
  const [notes, setNotes] = useState<JournalNote[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    let isShown = true;
    function show(found: readonly JournalNote[]): void {
      if (!isShown) return;
      setNotes(found.filter(({ what }) => what === 'metadata'));
      setTrouble(null);
    }
    function load(): void {
      ask('listNotes', { limit: notesAsked })
        .then(show)
        .catch((error: unknown) => setTrouble(messageOf(error)));
    }
    load();
    const unsubscribe = useStore.subscribe((now, before) => {
      if (now.exporter.metadata !== before.exporter.metadata) load();
    });
    return () => {
      isShown = false;
      unsubscribe();
    };
  }, [ask]);
  return { notes, trouble };
}
