import { expect, test } from 'vitest';
import type { ShellEvent } from '../../core/contract/shell.ts';
import { listenToShell } from '../../renderer/connect/listen-to-shell.ts';

const nobody = () => Promise.reject(new Error('nobody asks for it here'));

test('what is chosen outside the page is shown on it; a file that was opened too, among the HDF5 files', () => {
  const shown: unknown[] = [];
  const listeners: ((event: ShellEvent) => void)[] = [];
  const stop = listenToShell(
    {
      subscribe(listener) {
        listeners.push(listener);
        return () => void listeners.pop();
      },
      ...{ showInFolder: nobody, openFile: nobody, openDropped: nobody },
    },
    (screen, open) => void shown.push({ screen, open }),
  );
  const tell = (event: ShellEvent) => listeners.forEach((listener) => void listener(event));
  tell({ type: 'screen/chosen', screen: 'devices', open: 'CAM 1' });
  expect(shown).toEqual([{ screen: 'devices', open: 'CAM 1' }]);
  tell({ type: 'file/opened', path: '/data/a.h5' });
  expect(shown.at(-1)).toEqual({ screen: 'files', open: '/data/a.h5' });
  stop();
  expect(listeners).toEqual([]);
});

test('a page in a browser has nobody who tells it', () => {
  expect(() => listenToShell(undefined, expect.unreachable)()).not.toThrow();
});
