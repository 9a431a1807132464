import { expect, test } from 'vitest';
import { placesOf } from '../../../renderer/help/places.ts';
import { looks } from '../../../renderer/marks/outcomes.ts';
import { uploadLooks } from '../../../renderer/marks/uploads.ts';
import { verdictLooks } from '../../../renderer/marks/verdicts.ts';

test('where things are is told, with settings, without, and before they are known', () => {
  const facts = { where: 'local/settings.json', canUndo: false };
  expect(placesOf(null, '/data')).toEqual({ settings: '', journal: '', files: '/data' });
  expect(placesOf({ ...facts, settings: null }, '/data')).toMatchObject({ journal: '/data.journal.sqlite', files: '/data' });
  expect(placesOf({ ...facts, settings: { journalFile: '/j.sqlite' } }, '/data')).toMatchObject({
    settings: 'local/settings.json',
    journal: '/j.sqlite',
  });
  expect(placesOf({ ...facts, settings: { name: 'a' } }, '/data').journal).toMatch(/beside the settings/);
});

test('whatever is not as it should be says what to do', () => {
  const quiet = new Set(['captured', 'waiting', 'complete', 'none', 'queued', 'sending', 'accepted', 'withdrawn']);
  const all: Record<string, { says: string; todo: string }>[] = [{ ...uploadLooks, ...looks }, verdictLooks];
  for (const [name, { says, todo }] of all.flatMap((table) => Object.entries(table))) {
    expect(says, name).toMatch(/[.]$/);
    if (!quiet.has(name)) expect(todo, name).toMatch(/[.]$/);
  }
  expect(uploadLooks.waiting.todo).toMatch(/Retry/);
});
