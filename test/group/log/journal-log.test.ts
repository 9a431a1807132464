import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createJournalLog } from '../../../core/group/log/journal-log.ts';
import { openJournal } from '../../../core/journal/open-journal.ts';
import type { Journal } from '../../../core/journal/port.ts';
import { announcementLogConformance } from './announcement-log.conformance.ts';
import { batchesSince, planEntry, pulseEntry, verdictEntry } from './entries.ts';

/** Under numbers that no other test uses. */
async function spoil(journal: Journal, texts: readonly string[]): Promise<void> {
  const rows = texts.map((text, n) => ({
    ...{ atMs: 1, leader: 'nobody', epoch: n, seq: text.length },
    kind: 'pulse',
    pulse: null,
    plan: null,
  }));
  await journal.keepEntries(rows.map((row, n) => ({ ...row, facts: jsonOr(texts[n] ?? '') })));
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

announcementLogConformance('in a journal', async () => {
  const journal = openJournal({ file: ':memory:' });
  return {
    open: async () => createJournalLog(journal),
    spoil: (texts) => spoil(journal, texts),
    stop: () => journal.close(),
  };
});

announcementLogConformance('in a journal file that is opened again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-log-'));
  const file = join(folder, 'journal.sqlite');
  let journal = openJournal({ file });
  let used: Journal | null = null;
  // The log stays; what is behind it is a run of its own each time somebody opens it.
  const reopened: Pick<Journal, 'keepEntries' | 'entriesSince'> = {
    keepEntries: (entries) => journal.keepEntries(entries),
    entriesSince: (...asked) => journal.entriesSince(...asked),
  };
  return {
    async open() {
      await used?.close();
      if (used !== null) journal = openJournal({ file });
      used = journal;
      return createJournalLog(reopened);
    },
    spoil: (texts) => spoil(journal, texts),
    async stop() {
      await journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

test('in the journal an announcement stands once, however often it is kept', async () => {
  const journal = openJournal({ file: ':memory:' });
  const log = createJournalLog(journal);
  await log.append([pulseEntry(1)]);
  await log.append([pulseEntry(1), pulseEntry(2)]);
  expect((await batchesSince(log, 0)).flat()).toHaveLength(2);
  await journal.close();
});

test('the journal finds the open pulses among what the log was given, with their plans', async () => {
  const journal = openJournal({ file: ':memory:' });
  await createJournalLog(journal).append([planEntry(1), pulseEntry(2), pulseEntry(3), verdictEntry(4, 2)]);
  const { pulses, plans } = await journal.openPulses(10);
  expect(pulses.map(({ facts }) => facts)).toEqual([pulseEntry(3)]);
  expect(plans.map(({ facts }) => facts)).toEqual([planEntry(1)]);
  await journal.close();
});
