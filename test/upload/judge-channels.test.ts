import { describe, expect, it, test } from 'vitest';
import { channelReasons } from '../../core/upload/channel-refusals.ts';
import { judgeUpload } from '../../core/upload/judge.ts';
import { channelWords } from './gateway-words.ts';
import { http, sentFile, stored, when } from './judged.ts';

const present = 'Channel is already present in existing record';
const lost = { unknownEnd: true, arrived: [] };

test('all channels accepted: accepted, as the record', () => {
  expect(judgeUpload(stored(['B', 'A']), sentFile(), when)).toEqual({
    kind: 'accepted',
    sentence: '030405_77_leader_1.h5 is in the Gateway as 20260102030405.',
    arrived: ['A', 'B'],
    unknownEnd: false,
  });
});

test('success of the call is not success of the data', () => {
  const verdict = judgeUpload(stored(['A'], { B: ['data has wrong shape'] }), sentFile(), when);
  expect(verdict).toMatchObject({ kind: 'partly-refused', arrived: ['A'], refused: [{ channel: 'B' }] });
  expect(verdict.sentence).toContain('1 of 2 channels of 030405_77_leader_1.h5 are in the Gateway. B: ');
  expect(judgeUpload(stored([], { A: ['x'], B: ['y'] }), sentFile(), when)).toMatchObject({
    kind: 'refused',
    arrived: [],
    guilty: [{}, {}],
  });
});

describe('"already present"', () => {
  it('is success after an attempt with an unknown end', () => {
    const verdict = judgeUpload(stored([], { A: present, B: present }), sentFile({ earlier: lost }), when);
    expect(verdict).toMatchObject({ kind: 'accepted', arrived: ['A', 'B'], unknownEnd: false });
  });

  it('is success for a channel that an earlier attempt of the file is known to have brought in, and for no other', () => {
    const verdict = judgeUpload(stored([], { A: present, B: present }), sentFile({ earlier: { unknownEnd: false, arrived: ['A'] } }), when);
    expect(verdict).toMatchObject({ kind: 'partly-refused', arrived: ['A'], refused: [{ channel: 'B' }] });
  });

  it("is no success at the first attempt: another file's data is there", () => {
    const verdict = judgeUpload(stored(['A'], { B: present }), sentFile(), when);
    expect(verdict).toMatchObject({ kind: 'partly-refused', arrived: ['A'], refused: [{ channel: 'B' }] });
    expect(verdict.sentence).toContain('from another file');
    expect(judgeUpload(stored([], { A: present, B: [present] }), sentFile(), when)).toMatchObject({ kind: 'refused', guilty: [{}, {}] });
  });

  it('beside another reason is a refusal', () => {
    const verdict = judgeUpload(stored(['A'], { B: [present, 'data has wrong shape'] }), sentFile({ earlier: lost }), when);
    expect(verdict).toMatchObject({ kind: 'partly-refused', refused: [{ channel: 'B' }] });
  });
});

test('a channel the store did not take is sent again with its file, the rest then being ours already', () => {
  const first = judgeUpload(stored(['A'], { B: ['Upload to Echo failed'] }), sentFile(), when);
  expect(first).toMatchObject({ kind: 'waiting', blocks: 'file', arrived: ['A'], failed: [{ channel: 'B' }], unknownEnd: false });
  const earlier = { unknownEnd: first.unknownEnd, arrived: first.arrived };
  const second = judgeUpload(stored(['B'], { A: present }), sentFile({ failures: 2, earlier }), when);
  expect(second).toMatchObject({ kind: 'accepted', arrived: ['A', 'B'] });
});

test('a channel the answer does not name is sent again twice, and is then refused', () => {
  const kinds = [1, 2, 3].map((failures) => judgeUpload(stored(['A']), sentFile({ failures }), when).kind);
  expect(kinds).toEqual(['waiting', 'waiting', 'partly-refused']);
});

test('a record of another ID than expected is said', () => {
  const body = { message: 'Added as 20260102030405123', response: { accepted_channels: ['A', 'B'], rejected_channels: {}, warnings: [] } };
  const verdict = judgeUpload(http(201, body), sentFile(), when);
  expect(verdict.kind).toBe('accepted');
  expect(verdict.sentence).toContain('gateway.millisecondTimestamps');
});

test('a Gateway that counts milliseconds now calls a file of whole seconds by its first, which is no surprise', () => {
  const body = { message: 'Added as 20260102030405000', response: { accepted_channels: ['A', 'B'], rejected_channels: {}, warnings: [] } };
  expect(judgeUpload(http(201, body), sentFile(), when).sentence).not.toContain('millisecondTimestamps');
});

test('of many refused channels the sentence names a few, and the verdict all', () => {
  const channels = Array.from({ length: 150 }, (_, n) => `CH-${n}`);
  const rejected = Object.fromEntries(channels.map((channel) => [channel, ['data has wrong shape']]));
  const verdict = judgeUpload(stored([], rejected), sentFile({ channels }), when);
  expect(verdict.kind === 'refused' && verdict.guilty).toHaveLength(150);
  expect(verdict.sentence).toContain('And 145 more.');
  expect(verdict.sentence.length).toBeLessThan(1500);
});

describe('each reason of the Gateway for one channel has its sentence', () => {
  it.each(channelWords)('"%s" is about: %s', (reason, about) => {
    const verdict = judgeUpload(stored(['A'], { B: [reason] }), sentFile(), when);
    if (verdict.kind !== 'partly-refused') throw new Error(verdict.kind);
    const [{ channel, sentence } = { channel: '', sentence: '' }] = verdict.refused;
    expect(channel).toBe('B');
    expect(sentence).toMatch(/^B: /);
    expect(sentence).toContain(about);
    expect(sentence).toContain(`The Gateway says "${reason}".`);
  });

  it('and no row of the table is without one of them', () => {
    const reasons = [...channelWords.map(([reason]) => reason), 'Upload to Echo failed'];
    expect(channelReasons.filter(({ words }) => reasons.every((reason) => !words.test(reason)))).toEqual([]);
  });

  it('one that is not known is refused with its own words', () => {
    const verdict = judgeUpload(stored(['A'], { B: 'data smells' }), sentFile(), when);
    expect(verdict).toMatchObject({ kind: 'partly-refused', refused: [{ sentence: expect.stringContaining('"data smells"') }] });
  });
});

test('what a person has left out is not in the Gateway, so the file is never accepted as a whole; and who it was is said', () => {
  const file = sentFile({ channels: ['A'], leftOut: [{ channel: 'B', sentence: 'B: left out by Ann.' }] });
  const verdict = judgeUpload(stored(['A']), file, when);
  expect(verdict).toMatchObject({ kind: 'partly-refused', arrived: ['A'], refused: [{ channel: 'B', sentence: 'B: left out by Ann.' }] });
  expect(verdict.sentence).toBe('1 of 2 channels of 030405_77_leader_1.h5 are in the Gateway. B: left out by Ann.');
  const none = judgeUpload(stored([], { A: ['data has wrong shape'] }), file, when);
  expect(none).toMatchObject({ kind: 'refused', guilty: [{ channel: 'A' }, { channel: 'B' }] });
});
