import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 1600px)');

/** A small window, as the styles have it: for what they can't do, such as how many columns a cell spans. */
export function useNarrow(): boolean {
  return useSyncExternalStore(onChangeOf, () => narrow.matches);
}

function onChangeOf(onChange: () => void): () => void {
  narrow.addEventListener('change', onChange);
  return () => narrow.removeEventListener('change', onChange);
}
