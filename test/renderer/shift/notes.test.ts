import { expect, test } from 'vitest';
import { type JournalNote, noteSubjects } from '../../../core/contract/notes.ts';
import { noteSentence, notesBetween } from '../../../renderer/shift/notes.ts';

function note(what: JournalNote['what'], facts: JournalNote['facts'], at = '2026-11-22T10:00:00.000Z'): JournalNote {
  return { at, by: 'Ann', what, facts };
}

test('what was done is told in sentences for the logbook', () => {
  expect(
    [
      note('metadata', { activeArea: 'EA1' }),
      note('service', { device: 'CAM-1', reason: 'being aligned', inService: false }),
      note('service', { device: 'CAM-1', inService: true }),
      note('alarm', { title: 'CAM-1: missing for 9 pulses', note: 'vacuum team told' }),
      note('alarm', { title: 'The disk is nearly full', note: '' }),
      note('schedule', { kind: 'seconds', every: 60 }),
      note('schedule', { kind: 'manual' }),
      note('group', { command: 'becomeLeader' }),
    ].map(noteSentence),
  ).toEqual([
    'Area EA1, experiment as the settings say',
    'CAM-1 out of service: being aligned',
    'CAM-1 back in service',
    'Alarm acknowledged: CAM-1: missing for 9 pulses, “vacuum team told”',
    'Alarm acknowledged: The disk is nearly full',
    'Schedule started, every 60 s',
    'Schedule stopped',
    'This exporter was made leader',
  ]);
});

test('a note whose facts are those of another version is told all the same', () => {
  for (const what of noteSubjects) expect(noteSentence(note(what, { reason: 7, every: null, title: [] }))).toMatch(/^\S.+/);
});

test('a report has the notes of its time, the oldest first', () => {
  const at = (hour: number) => note('plan', {}, `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`);
  const found = notesBetween([at(16), at(15), at(8), at(7)], '2026-11-22T08:00:00.000Z', '2026-11-22T16:00:00.000Z');
  expect(found).toEqual([at(8), at(15)]);
});
