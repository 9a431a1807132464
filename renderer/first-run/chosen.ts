import { useEffect } from 'react';
import { go } from '../route/route.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';

const key = 'first-run';

/** In this browser nobody is asked again; Settings and Help lead back to it. */
export function choseOnce(): void {
  localStorage.setItem(key, 'chosen');
}

/** A newcomer who opened no screen by its address is asked what this exporter is for. */
export function useFirstRun(): void {
  const ask = useAsk();
  const known = useStore((store) => store.known);
  const simulated = useStore(({ exporter }) => exporter.simulated);
  useEffect(() => {
    if (!known || !simulated || location.hash.startsWith('#/') || localStorage.getItem(key) !== null) return;
    ask('getSettings', {}).then(
      ({ settings }) => {
        if (settings === null && !location.hash.startsWith('#/')) go('settings', 'first-run');
      },
      () => undefined, // an exporter whose settings are not changed here is nobody's first
    );
  }, [ask, known, simulated]);
}
