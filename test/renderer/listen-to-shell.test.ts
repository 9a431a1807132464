import { expect, test } from 'vitest';
import type { ShellEvent } from '../../core/contract/shell.ts';
import { listenToShell } from '../../renderer/connect/listen-to-shell.ts';
import { putFileAway, useOpenedFile } from '../../renderer/store/opened-file.ts';

test('what is chosen outside the page is shown on it; a file that was opened stays until it is put away', () => {
  const shown: unknown[] = [];
  const listeners: ((event: ShellEvent) => void)[] = [];
  const stop = listenToShell(
    {
      subscribe(listener) {
        listeners.push(listener);
        return () => void listeners.pop();
      },
      showInFolder: () => Promise.reject(new Error('nobody asks for it here')),
    },
    (screen, open) => void shown.push({ screen, open }),
  );
  const tell = (event: ShellEvent) => listeners.forEach((listener) => void listener(event));
  tell({ type: 'screen/chosen', screen: 'devices', open: 'CAM 1' });
  expect(shown).toEqual([{ screen: 'devices', open: 'CAM 1' }]);
  tell({ type: 'file/opened', path: '/data/a.h5' });
  expect(useOpenedFile.getState().path).toBe('/data/a.h5');
  putFileAway();
  expect(useOpenedFile.getState().path).toBeNull();
  stop();
  expect(listeners).toEqual([]);
});

test('a page in a browser has nobody who tells it', () => {
  expect(() => listenToShell(undefined, expect.unreachable)()).not.toThrow();
});
