import { expect, test } from 'vitest';
import type { ExploredFile, FolderEntry } from '../../../core/contract/explorer.ts';
import { inListing } from '../../../renderer/explorer/listing.ts';
import { openByDialog, openDropped } from '../../../renderer/explorer/opening.ts';
import { recentIn, withRecent } from '../../../renderer/explorer/recent.ts';
import { everyMs, watchFile } from '../../../renderer/explorer/watch.ts';

const opened: ExploredFile = { file: 'a.h5', name: 'a.h5', bytes: 10, modifiedAt: '2026-01-01T00:00:00Z' };

/** A file that is watched on a clock that is wound by hand. */
function watching() {
  const heard: unknown[] = [];
  let now: ExploredFile | Error = opened;
  let isVisible = true;
  let looks = 0;
  let next: (() => void) | null = null;
  const stop = watchFile(opened, {
    async look() {
      looks += 1;
      if (now instanceof Error) throw now;
      return now;
    },
    isVisible: () => isVisible,
    later(run, ms) {
      expect(ms).toBe(everyMs);
      next = run;
      return () => {
        next = null;
      };
    },
    onChange: ({ bytes }) => heard.push(bytes),
    onTrouble: (error) => heard.push(error === null ? 'well again' : String(error)),
  });
  return {
    ...{ heard, stop, looks: () => looks, isWaiting: () => next !== null },
    see: (visible: boolean) => (isVisible = visible),
    async turn(found?: ExploredFile | Error) {
      now = found ?? now;
      const run = next;
      next = null;
      run?.();
      if (isVisible && run !== null) await expect.poll(() => next).not.toBeNull();
    },
  };
}

test('a file that is written to, or replaced, is noticed once for each time', async () => {
  const { turn, heard } = watching();
  await turn();
  expect(heard).toEqual([]);
  await turn({ ...opened, bytes: 20 });
  await turn();
  await turn({ ...opened, bytes: 20, modifiedAt: '2026-01-01T00:00:01Z' });
  expect(heard).toEqual([20, 20]);
});

test('a file that is gone is said, and that it is back', async () => {
  const { turn, heard } = watching();
  await turn(new Error('a.h5 is not there any more.'));
  await turn(opened);
  expect(heard).toEqual(['Error: a.h5 is not there any more.', 'well again']);
});

test('nobody asks while the page is out of sight, nor after the stop', async () => {
  const { turn, see, looks, stop, isWaiting } = watching();
  see(false);
  await turn();
  expect(looks()).toBe(0);
  see(true);
  await turn();
  expect(looks()).toBe(1);
  stop();
  stop();
  expect(isWaiting()).toBe(false);
});

test('recent files come newest first, each once, and the oldest goes', () => {
  const file = (n: number) => ({ file: `${n}.h5`, name: `${n}.h5` });
  const twenty = Array.from({ length: 20 }, (_, n) => file(n));
  expect(withRecent([file(1), file(2)], file(2))).toEqual([file(2), file(1)]);
  expect(withRecent(twenty, file(99))).toEqual([file(99), ...twenty.slice(0, 19)]);
});

test('what was kept and is of no use is no recent file', () => {
  expect(recentIn(null)).toEqual([]);
  for (const kept of ['', '{', '{}', '7', '[null, 7, {"file": 1, "name": "x"}]']) expect(recentIn(kept)).toEqual([]);
  expect(recentIn('[{"file": "a.h5", "name": "a"}, {}]')).toEqual([{ file: 'a.h5', name: 'a' }]);
});

test('folders come first by name, then files, the newest first; words choose among names', () => {
  const entry = (name: string, kind: 'file' | 'folder', at: number): FolderEntry => ({
    ...{ name, kind, file: `/x/${name}`, bytes: 1, modifiedAt: `2026-01-0${at}T00:00:00Z` },
  });
  const entries = [entry('old.h5', 'file', 1), entry('b', 'folder', 1), entry('New.h5', 'file', 3), entry('a', 'folder', 2)];
  expect(inListing(entries, '').map(({ name }) => name)).toEqual(['a', 'b', 'New.h5', 'old.h5']);
  expect(inListing(entries, ' new ').map(({ name }) => name)).toEqual(['New.h5']);
});

test('a dropped file is opened by the program around the page; a browser has none, and says why', async () => {
  const asked: unknown[] = [];
  const done = { ok: true, value: null } as const;
  const shell = {
    openDropped: async (file: object) => {
      asked.push(file);
      return done;
    },
    openFile: async () => ({ ok: false, failure: { code: 'LINE_LOST', message: 'It did not answer.' } }) as const,
  };
  const file = { name: 'a.h5' };
  expect(await openDropped(shell, [file])).toBeNull();
  expect(asked).toEqual([file]);
  expect(await openDropped(shell, [file, file])).toContain('one is shown at a time');
  expect(await openDropped(shell, [])).toContain('no file');
  expect(await openDropped(undefined, [file])).toMatch(/browser does not tell.*data folder/);
  expect(await openByDialog(shell)).toBe('It did not answer.');
});
