import { expect, test } from 'vitest';
import { failure } from '../../../core/contract/errors.ts';
import type { FileUploadTold } from '../../../core/group/protocol.ts';
import { createScene } from './scene.ts';
import { pulseOf } from './scripted-leader.ts';

const told = (id: number, state: FileUploadTold['state'] = 'accepted'): FileUploadTold => {
  return { pulse: pulseOf(id), file: `${id}.h5`, state, sentence: '', refused: [] };
};
const upload = { state: 'accepted', sentence: 'All 2 files are in the Gateway.', files: [], refused: [] } as const;

test('it tells its leader what became of a file', async () => {
  const { run, joined, follower } = createScene();
  const north = await joined();
  follower.ownUploaded(told(1));
  await run(0);
  expect(north.of('uploaded').map((message) => message.upload)).toEqual([told(1)]);
});

test('what it could tell nobody, its next leader asks for: it answers from its journal', async () => {
  const { run, joined, follower, own } = createScene();
  follower.ownUploaded(told(1));
  const north = await joined();
  expect(north.of('uploaded')).toEqual([]);
  own.uploads.push(told(1), told(2, 'waiting'), told(3));
  north.say({ kind: 'uploads', pulses: [pulseOf(2), pulseOf(1)] });
  await run(0);
  expect(north.of('uploaded').map((message) => message.upload)).toEqual([told(2, 'waiting'), told(1)]);
});

test('how a pulse stands in the Gateway is told to people, also to one that joined after the pulse', async () => {
  const { run, joined, uploads, kept } = createScene();
  const north = await joined();
  north.announce({ kind: 'upload', pulse: pulseOf(1), upload: { ...upload, files: [], refused: [] } });
  await run(0);
  expect(uploads).toEqual([{ pulse: pulseOf(1), upload }]);
  expect(kept.at(-1)).toMatchObject({ kind: 'upload', pulse: pulseOf(1) });
});

test('one that was lost on the way is asked for like any announcement', async () => {
  const { run, joined, uploads } = createScene();
  const north = await joined();
  north.announce({ kind: 'upload', pulse: pulseOf(1), upload: { ...upload, files: [], refused: [] } }, true);
  await run(2000);
  expect(uploads).toHaveLength(1);
});

test('of two that come in another order the newer counts, and a verdict that comes late does not take it back', async () => {
  const { run, joined, uploads, pulses } = createScene();
  const north = await joined();
  const waiting = { ...upload, state: 'waiting' as const, files: [], refused: [] };
  const accepted = { ...upload, files: [], refused: [] };
  north.verdict(1, 'partial', waiting, true);
  north.announce({ kind: 'upload', pulse: pulseOf(1), upload: waiting }, true);
  north.announce({ kind: 'upload', pulse: pulseOf(1), upload: accepted });
  await run(2000);
  expect(uploads.map((each) => each.upload.state)).toEqual(['accepted']);
  expect(pulses.filter(({ isNew }) => !isNew).map(({ pulse }) => [pulse.verdict, pulse.upload?.state])).toEqual([['partial', 'accepted']]);
});

test('to a new leader it names the pulses that wait by all it has heard: an earlier one may have said more', async () => {
  const { run, joined, own, lead } = createScene();
  own.unsettled.push({ pulse: pulseOf(1), settled: 2 });
  const north = await joined();
  expect(north.of('unsettled').map(({ pulses }) => pulses)).toEqual([[{ pulse: pulseOf(1), settled: 2 }]]);
  // The message may have been lost with the connection.
  north.refuse(failure('MEMBER_LOST', 'east is no member.'));
  await run(300);
  expect(north.of('unsettled')).toHaveLength(2);
  const south = await lead('south', 4);
  await run(2000);
  expect(south.of('unsettled')).toHaveLength(1);
});
