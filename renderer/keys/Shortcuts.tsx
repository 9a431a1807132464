import { useEffect } from 'react';
import type { ScreenName } from '../../core/contract/screens.ts';
import { useCapturing } from '../bar/use-capturing.ts';
import { go } from '../route/route.ts';
import { useStore } from '../store/store.ts';
import { screenKey } from './screen-keys.ts';
import { isForPage, type KeyAction, pairMs, press } from './shortcuts.ts';
import { useKeysSwitch } from './switched.ts';

/** Listens to keys for the whole page; draws nothing. */
export function Shortcuts() {
  const { captureNow, startOrStop } = useCapturing();
  const isOn = useKeysSwitch((store) => store.isOn);

  useEffect(() => {
    if (!isOn) return;
    let pending: string | null = null;
    let pendingAt = 0;

    function act(action: KeyAction): void {
      if (action.kind === 'capture') captureNow();
      else if (action.kind === 'schedule') startOrStop();
      else if (action.kind === 'find') document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus();
      else if (isThere(action.screen)) go(action.screen);
    }

    function onKey(event: KeyboardEvent): void {
      const { key, ctrlKey: ctrl, metaKey: meta, altKey: alt, repeat, defaultPrevented: taken, target, timeStamp } = event;
      const element = target instanceof HTMLElement ? target : document.body;
      const place = {
        tag: element.tagName,
        isEditable: element.isContentEditable,
        inDialog: document.querySelector('[role="dialog"], .bp6-dialog') !== null,
      };
      if (!isForPage({ key, ctrl, meta, alt, repeat, taken }, place)) return;
      const before = timeStamp - pendingAt > pairMs ? null : pending;
      const ofScreen = before === null ? screenKey(key) : undefined;
      if (ofScreen !== undefined) {
        event.preventDefault();
        ofScreen();
        return;
      }
      const pressed = press(before, key);
      pending = pressed.pending;
      pendingAt = timeStamp;
      if (pressed.action === null) return;
      event.preventDefault(); // else "/" would stand in the field it leads to
      act(pressed.action);
    }

    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [captureNow, startOrStop, isOn]);

  return null;
}

/** As in the rail. */
function isThere(screen: ScreenName): boolean {
  const { group, uploads } = useStore.getState().exporter;
  return (screen !== 'group' || group !== null) && (screen !== 'uploads' || uploads !== null);
}
