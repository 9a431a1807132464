import { expect, test } from 'vitest';
import { missedShown } from '../../../core/contract/group.ts';
import type { UploadState } from '../../../core/contract/uploads.ts';
import { type FileUpload, fileKey, foldUploads, knownOf } from '../../../core/group/tally/upload-tally.ts';

const shares = ['anna', 'bert', 'carl'].map((exporter) => ({ exporter, files: [`${exporter}_1.h5`] }));
const told = (exporter: string, state: UploadState, more: Partial<FileUpload> = {}): FileUpload => {
  return { exporter, file: `${exporter}_1.h5`, state, sentence: '', refused: [], ...more };
};
const fold = (files: readonly FileUpload[], more: Partial<Parameters<typeof foldUploads>[0]> = {}) =>
  foldUploads({ shares, known: new Map(files.map((file) => [fileKey(file), file])), judged: true, localOnly: null, ...more });
const accepted = ['anna', 'bert', 'carl'].map((exporter) => told(exporter, 'accepted'));

test('a pulse is accepted when all its files are', () => {
  expect(fold(accepted)).toMatchObject({ state: 'accepted', sentence: 'All 3 files are in the Gateway.', refused: [] });
  expect(fold(accepted, { shares: shares.slice(0, 1) }).sentence).toBe('Its file is in the Gateway.');
});

test('it waits as long as one file is not settled, and a file of which nothing was heard is not', () => {
  const [anna = told('anna', 'accepted'), bert = anna] = accepted;
  const open: UploadState[] = ['queued', 'sending', 'waiting'];
  for (const state of open) expect(fold([anna, bert, told('carl', state)]).state).toBe('waiting');
  const { state, sentence, files } = fold([anna, bert]);
  expect({ state, sentence }).toEqual({ state: 'waiting', sentence: '2 of 3 files are in the Gateway.' });
  expect(files.map((file) => file.state)).toEqual(['accepted', 'accepted', 'queued']);
});

test('who waits for long is named with its reason', () => {
  const waits = told('bert', 'waiting', { sentence: 'The Gateway does not answer.' });
  expect(fold([told('anna', 'accepted'), waits]).sentence).toBe('1 of 3 files is in the Gateway. bert waits: The Gateway does not answer.');
});

test('channels that were left out are named, each with its exporter, its file and the sentence that says what to do', () => {
  const refused = [{ channel: 'CAM-1', sentence: 'Add it to the manifest.' }];
  const { state, sentence, refused: named } = fold([...accepted.slice(0, 2), told('carl', 'partly-refused', { refused })]);
  expect(state).toBe('partly-refused');
  expect(sentence).toBe('All 3 files are in the Gateway. Left out: CAM-1 of carl.');
  expect(named).toEqual([{ channel: 'CAM-1', exporter: 'carl', file: 'carl_1.h5', sentence: 'Add it to the manifest.' }]);
});

test('a file that was refused as a whole is named; only where all were is the pulse refused', () => {
  const no = (exporter: string) => told(exporter, 'refused', { sentence: 'It is no HDF5 file.' });
  expect(fold([...accepted.slice(0, 2), no('carl')])).toMatchObject({
    state: 'partly-refused',
    sentence: '2 of 3 files are in the Gateway. Refused: the file of carl (It is no HDF5 file.).',
  });
  expect(fold(['anna', 'bert', 'carl'].map(no)).state).toBe('refused');
});

test('what is refused already is named while the rest still waits', () => {
  const { state, sentence } = fold([told('anna', 'refused', { sentence: 'No.' }), told('bert', 'accepted')]);
  expect(state).toBe('waiting');
  expect(sentence).toContain('the file of anna');
});

test('files that do not count are not looked at: superseded ones stand in no share, withdrawn ones go nowhere', () => {
  const stray = { ...told('dora', 'refused'), file: 'dora_1.h5' };
  expect(fold([...accepted, stray]).state).toBe('accepted');
  expect(fold([...accepted.slice(0, 2), told('carl', 'withdrawn')])).toMatchObject({ state: 'accepted', files: [{}, {}] });
});

test('a pulse of which no file goes there says so: nothing was captured, or its leader keeps it local', () => {
  expect(fold([], { shares: [] })).toMatchObject({ state: 'none', files: [] });
  expect(fold([], { localOnly: 'Another pulse of this second goes there.' })).toMatchObject({
    state: 'none',
    sentence: 'Another pulse of this second goes there.',
  });
});

test('before its verdict it waits, however many files are there already', () => {
  expect(fold(accepted, { judged: false })).toMatchObject({ state: 'waiting', sentence: 'Not all of it is captured yet.' });
});

test('it is bounded, and a fold can be gone on from', () => {
  const refused = Array.from({ length: missedShown + 1 }, (_, n) => ({ channel: `C${n}`, sentence: 'x'.repeat(3000) }));
  const upload = fold([...accepted.slice(0, 2), told('carl', 'partly-refused', { refused })]);
  expect(upload.refused).toHaveLength(missedShown);
  expect(Math.max(...upload.refused.map(({ sentence }) => sentence.length))).toBe(500);
  expect(upload.sentence.length).toBeLessThanOrEqual(2000);
  expect(upload.sentence).toContain('and 496 more');
  expect(
    foldUploads({ shares, known: knownOf({ ...upload, refused: upload.refused.slice(0, 9) }), judged: true, localOnly: null }),
  ).toMatchObject({
    state: 'partly-refused',
    files: upload.files,
  });
});
