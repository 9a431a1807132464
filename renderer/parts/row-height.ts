import { useSyncExternalStore } from 'react';

/** Of a table, in CSS pixels: tokens.css says it, and less of it on small screens. */
export function useRowHeight(): number {
  return useSyncExternalStore(
    onResize,
    () => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row')) || 26,
  );
}

function onResize(onChange: () => void): () => void {
  addEventListener('resize', onChange);
  return () => removeEventListener('resize', onChange);
}
