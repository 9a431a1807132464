import { expect, test } from 'vitest';
import type { PulseUpload } from '../../../core/contract/group.ts';
import { uploadsMost } from '../../../core/group/leader/uploads.ts';
import type { FileUploadTold } from '../../../core/group/protocol.ts';
import { member, reportOf } from './member.ts';
import { devicesNamed, setupOf, withGateway } from './setup.ts';
import { leaderWorld, metadata, pulse } from './world.ts';

const all = devicesNamed(6);
const setup = withGateway(setupOf(all));
const announcement = (nth: number, localOnly: string | null = null) => {
  return { pulse: pulse(nth), metadata, record: { digits: 0, localOnly }, mode: 'past', waitMs: 0 } as const;
};
const told = (nth: number, file: string, state: FileUploadTold['state'], more: Partial<FileUploadTold> = {}): FileUploadTold => {
  return { pulse: pulse(nth), file, state, sentence: '', refused: [], ...more };
};
const settled: PulseUpload = { state: 'accepted', sentence: 'Its file is in the Gateway.', files: [], refused: [] };
const waitingFor = (exporter: string, file: string): PulseUpload => {
  return { ...settled, state: 'waiting', files: [{ exporter, file, state: 'queued', sentence: '' }] };
};
const told9 = told(9, 'f9.h5', 'accepted');

/** A leader and one follower, and so many pulses that both have captured. */
async function judgedPulses(count: number, more: Parameters<typeof leaderWorld>[0] = {}) {
  const world = await leaderWorld({ setup, ...more });
  const one = member(world, 'one');
  one.join();
  world.pass(2500, one.beat);
  for (let nth = 1; nth <= count; nth++) {
    const { devices } = world.leader.announce(announcement(nth));
    world.leader.ownReported(reportOf(pulse(nth), devices, `lead-${nth}`));
    one.report(reportOf(pulse(nth), one.share(), `one-${nth}`));
  }
  const asked = () => world.answersTo(one.peer, 'uploads').flatMap(({ pulses }) => pulses.map(({ pulseId }) => pulseId));
  return { world, one, asked, tell: (upload: FileUploadTold) => one.tell({ kind: 'uploaded', upload }) };
}

test('a verdict says how its files stand, and each change of that is announced and told', async () => {
  const { world, tell } = await judgedPulses(1);
  expect(world.entries('verdict')).toMatchObject([{ upload: { state: 'waiting', files: [{}, {}] } }]);
  world.pass(1000);
  world.leader.ownUploaded(told(1, 'lead-1.h5', 'accepted'));
  tell(told(1, 'one-1.h5', 'partly-refused', { refused: [{ channel: 'D05-a', sentence: 'It is unknown there.' }] }));
  world.pass(250);
  const upload = { state: 'partly-refused', refused: [{ channel: 'D05-a', exporter: 'one', file: 'one-1.h5' }] };
  expect(world.entries('upload')).toMatchObject([{ pulse: pulse(1), upload }]);
  expect(world.told.uploads).toMatchObject([{ pulse: pulse(1), upload }]);
  expect(world.kept.at(-1)).toMatchObject({ kind: 'upload' });
});

test('one pulse is announced once a second at most, and what is no change is not announced', async () => {
  const { world, tell } = await judgedPulses(1);
  world.pass(1000);
  tell(told(1, 'one-1.h5', 'waiting', { sentence: 'The Gateway is away.' }));
  world.pass(250);
  tell(told(1, 'one-1.h5', 'accepted'));
  world.leader.ownUploaded(told(1, 'lead-1.h5', 'accepted'));
  world.pass(500);
  expect(world.entries('upload')).toHaveLength(1);
  world.pass(500);
  tell(told(1, 'one-1.h5', 'accepted'));
  world.pass(5000);
  expect(world.entries('upload').map(({ upload }) => upload.state)).toEqual(['waiting', 'accepted']);
});

test('what is told before the verdict stands in the verdict', async () => {
  const { world, one, tell } = await judgedPulses(0);
  const { devices } = world.leader.announce(announcement(1));
  tell(told(1, 'one-1.h5', 'accepted'));
  one.report(reportOf(pulse(1), one.share(), 'one-1'));
  world.leader.ownReported(reportOf(pulse(1), devices, 'lead-1'));
  const [verdict] = world.entries('verdict');
  expect(verdict?.upload?.files.map(({ exporter, state }) => [exporter, state])).toEqual([
    ['lead', 'queued'],
    ['one', 'accepted'],
  ]);
});

test('a later attempt opens it again: its file is still to come', async () => {
  const { world, tell, one } = await judgedPulses(0);
  const { devices } = world.leader.announce(announcement(1));
  world.leader.ownReported(reportOf(pulse(1), devices, 'lead-1'));
  const [first = ''] = one.share();
  one.report(reportOf(pulse(1), one.share(), 'one-1', { [`${first}-a`]: 'missing' }));
  tell(told(1, 'one-1.h5', 'accepted'));
  world.leader.ownUploaded(told(1, 'lead-1.h5', 'accepted'));
  world.pass(2000);
  one.report(reportOf(pulse(1), [first], 'one-2'));
  expect(world.entries('upload').at(-1)?.upload.state).toBe('accepted');
  expect(world.entries('verdict').at(-1)).toMatchObject({ verdict: 'complete', upload: { state: 'waiting', files: [{}, {}, {}] } });
});

test('files that do not count change nothing, nor do pulses that nobody announced', async () => {
  const { world, tell } = await judgedPulses(1);
  tell(told(1, 'other.h5', 'refused'));
  tell(told(77, 'one-77.h5', 'accepted'));
  world.pass(3000);
  expect(world.entries('upload')).toEqual([]);
});

test('a pulse that its leader keeps local goes nowhere, and nobody is asked for it', async () => {
  const { world, one, asked } = await judgedPulses(0);
  const { devices } = world.leader.announce(announcement(1, 'Another pulse of this second goes there.'));
  world.leader.ownReported(reportOf(pulse(1), devices, 'lead-1'));
  one.report(reportOf(pulse(1), one.share(), 'one-1'));
  expect(world.entries('verdict')[0]?.upload).toMatchObject({ state: 'none', sentence: 'Another pulse of this second goes there.' });
  world.pass(100_000, one.beat);
  expect(asked()).toEqual([]);
});

test('where settings name no Gateway nothing is said of uploads, whatever is told', async () => {
  const { world, tell } = await judgedPulses(1, { setup: setupOf(all) });
  tell(told(1, 'one-1.h5', 'accepted'));
  world.pass(2000);
  expect(world.entries('verdict')[0]?.upload).toBeNull();
  expect(world.entries('upload')).toEqual([]);
});

test('who says nothing of a file for long is asked, less and less often, until it is settled', async () => {
  const { world, one, asked, tell } = await judgedPulses(1);
  world.pass(29_000, one.beat);
  expect(asked()).toEqual([]);
  world.pass(2000, one.beat);
  expect(asked()).toEqual(['1001']);
  world.pass(100_000, one.beat);
  expect(asked()).toHaveLength(3);
  tell(told(1, 'one-1.h5', 'accepted'));
  world.pass(1_000_000, one.beat);
  expect(asked()).toHaveLength(3);
});

test('one that joins anew is asked at once: what it told meanwhile nobody heard', async () => {
  const { world, one, asked } = await judgedPulses(2);
  world.pass(1000, one.beat);
  one.hello({ run: 'run-2' });
  one.beat();
  expect(asked()).toEqual(['1001', '1002']);
  one.beat();
  expect(asked()).toHaveLength(2);
});

test('the leader asks itself too, from its journal', async () => {
  const { world, tell } = await judgedPulses(1, { ownUploads: [told(1, 'lead-1.h5', 'accepted')] });
  tell(told(1, 'one-1.h5', 'accepted'));
  world.pass(33_000);
  await new Promise((resolve) => setImmediate(resolve));
  world.pass(1000);
  expect(world.entries('upload').at(-1)?.upload.state).toBe('accepted');
});

test('what an earlier leader left waiting is taken up: its exporter is asked, and the answer announced', async () => {
  const { world, one, asked, tell } = await judgedPulses(0, { uploadsBefore: [{ pulse: pulse(9), upload: waitingFor('one', 'f9.h5') }] });
  await new Promise((resolve) => setImmediate(resolve));
  one.beat();
  expect(asked()).toEqual(['1009']);
  tell(told9);
  world.pass(250);
  expect(world.entries('upload')).toMatchObject([{ pulse: pulse(9), upload: { state: 'accepted' } }]);
});

test('a pulse that is in memory no more is read from the journal, and announced as it is now', async () => {
  const before = { ...waitingFor('one', 'f9.h5'), state: 'refused' } as const;
  const { world, tell } = await judgedPulses(0, { uploadsBefore: [{ pulse: pulse(9), upload: before }] });
  tell(told9);
  await new Promise((resolve) => setImmediate(resolve));
  world.pass(250);
  expect(world.entries('upload')).toMatchObject([{ pulse: pulse(9), upload: { state: 'accepted' } }]);
});

test('its memory is bounded: a settled pulse is forgotten first', async () => {
  const { world, tell, asked, one } = await judgedPulses(uploadsMost);
  world.leader.ownUploaded(told(5, 'lead-5.h5', 'accepted'));
  tell(told(5, 'one-5.h5', 'accepted'));
  world.pass(1000);
  const { devices } = world.leader.announce(announcement(uploadsMost + 1));
  world.leader.ownReported(reportOf(pulse(uploadsMost + 1), devices, 'lead-new'));
  one.report(reportOf(pulse(uploadsMost + 1), one.share(), 'one-new'));
  world.pass(250);
  one.hello({ run: 'run-2' });
  for (let beats = 0; beats < 5; beats++) one.beat();
  expect(new Set(asked()).size).toBe(uploadsMost);
  expect(asked()).not.toContain('1005');
});

test('a follower that knows less of a pulse than this leader is told again, once for all that ask at that time', async () => {
  const { world, one, tell } = await judgedPulses(2);
  world.pass(1000);
  tell(told(1, 'one-1.h5', 'accepted'));
  world.pass(1000);
  const unsettled = (settled: number) =>
    one.tell({
      kind: 'unsettled',
      pulses: [
        { pulse: pulse(1), settled },
        { pulse: pulse(2), settled: 0 },
      ],
    });
  unsettled(1);
  expect(world.entries('upload')).toHaveLength(1);
  unsettled(0);
  unsettled(0);
  expect(world.entries('upload').map(({ pulse: of }) => of.pulseId)).toEqual(['1001', '1001']);
});

test('what an earlier leader has announced is told again from the journal', async () => {
  const { world, one } = await judgedPulses(0, {
    uploadsBefore: [
      { pulse: pulse(9), upload: { ...settled, files: [{ exporter: 'one', file: 'f9.h5', state: 'accepted', sentence: '' }] } },
    ],
  });
  one.tell({
    kind: 'unsettled',
    pulses: [
      { pulse: pulse(9), settled: 0 },
      { pulse: pulse(8), settled: 0 },
    ],
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(world.entries('upload')).toMatchObject([{ pulse: pulse(9), upload: { state: 'accepted' } }]);
});
