import { useEffect, useRef } from 'react';
import { takeKeys } from '../keys/screen-keys.ts';
import { useKeysSwitch } from '../keys/switched.ts';

export type PreviewActions = { previous(): void; next(): void; back(): void; compare(): void; live(): void; exportSheet(): void };

const letters: Readonly<Record<string, keyof PreviewActions>> = { ',': 'previous', '.': 'next', c: 'compare', l: 'live', e: 'exportSheet' };
const named: Readonly<Record<string, keyof PreviewActions>> = { ArrowLeft: 'previous', ArrowRight: 'next', Escape: 'back' };

/** Letters can be switched off; arrows and Esc are left to whatever has the focus and takes them. */
export function usePreviewKeys(actions: PreviewActions): void {
  const now = useRef(actions);
  now.current = actions;
  const isOn = useKeysSwitch((store) => store.isOn);
  useEffect(() => {
    if (!isOn) return;
    return takeKeys(Object.fromEntries(Object.entries(letters).map(([key, action]) => [key, () => now.current[action]()])));
  }, [isOn]);
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const { key, ctrlKey, metaKey, altKey, shiftKey, defaultPrevented, target } = event;
      const action = named[key];
      if (action === undefined || ctrlKey || metaKey || altKey || shiftKey || defaultPrevented || isElsewhere(target)) return;
      event.preventDefault();
      now.current[action]();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** Somebody types, chooses among a few, or has something open that these keys are for. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], .bp6-dialog, .bp6-popover') !== null) return true;
  return target instanceof HTMLElement && target.closest('input, textarea, select, [role="radiogroup"], [contenteditable]') !== null;
}
