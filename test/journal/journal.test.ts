import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createJournal } from '../../core/journal/journal.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import { deviceStatsConformance } from './device-stats.conformance.ts';
import { fileConformance } from './files.conformance.ts';
import { groupJournalConformance } from './group-journal.conformance.ts';
import { journalConformance } from './journal.conformance.ts';
import { recordConformance } from './records.conformance.ts';
import { reportConformance } from './report.conformance.ts';
import { searchConformance } from './search.conformance.ts';
import { uploadConformance } from './uploads.conformance.ts';

const folder = mkdtempSync(join(tmpdir(), 'exporter-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const freshFile = () => join(folder, `${++files}`, 'journal.sqlite');
const workerUrl = new URL('../../core/journal/worker.ts', import.meta.url);

for (const conformance of [
  journalConformance,
  groupJournalConformance,
  recordConformance,
  uploadConformance,
  reportConformance,
  fileConformance,
  deviceStatsConformance,
  searchConformance,
]) {
  conformance('in memory', async () => openJournal({ file: ':memory:' }));
  conformance('in a file', async () => openJournal({ file: freshFile() }));
  conformance('in a worker thread', () => createJournal({ file: freshFile(), workerUrl }));
}
