import { describe, expect, test } from 'vitest';
import type { ChannelOutcome, OutcomeCode } from '../../core/contract/api.ts';
import type { UploadDetails } from '../../core/contract/uploads.ts';
import { leavable, whyNotAgain, whyNotRetried, whyNotSent } from '../../renderer/captures/actions.ts';
import { attemptSaid, captureSentence, channelsShown, pathOf, sourceWords, uploadOf, verdictOf } from '../../renderer/captures/words.ts';
import { openingOf } from '../../renderer/pulses/opening.ts';
import { allCaptured, capture, device } from './states.ts';

const outcome = (channel: string, code: OutcomeCode, more: Partial<ChannelOutcome> = {}): ChannelOutcome => ({
  ...{ channel, device: channel, code, sentence: `${channel}: why.` },
  ...more,
});
const upload = (change: Partial<UploadDetails> = {}): UploadDetails => ({
  ...{ captureId: '1', pulse: { pulseId: '1', timestampNs: '1' }, file: 'a.h5', bytes: 1, state: 'partly-refused', retryAt: null },
  ...{ attempts: 1, sentence: '', failure: null, refused: [], attemptsMade: [], without: [] },
  ...change,
});

test('a capture says how many channels are in its file and why the others are not', () => {
  const partial = capture(1, allCaptured, {
    captured: 144,
    expected: 148,
    counts: { captured: 144, missing: 3, late: 1, skipped: 2 },
    file: 'a.h5',
  });
  expect(captureSentence(partial)).toBe('144 of 148 channels are in the file. Not captured: 3 missing, 1 late.');
  expect(captureSentence({ ...partial, verdict: null })).toBe('144 of 148 channels so far.');
  const failure = { code: 'DISK_FULL', message: 'The disk is full.' } as const;
  expect(captureSentence({ ...partial, failure })).toBe('The disk is full.');
});

test('a verdict, a step and an upload have a mark and a word', () => {
  expect(verdictOf({ verdict: null, step: 'writing' })).toMatchObject({ state: 'running', word: 'writing' });
  expect(verdictOf({ verdict: 'empty', step: 'kept' })).toMatchObject({ state: 'failed', word: 'empty' });
  expect(uploadOf({ upload: 'accepted', superseded: 'laser-2' })).toMatchObject({ word: 'superseded' });
  expect(uploadOf({ localOnly: 'Another pulse has its record.' })).toMatchObject({ word: 'local only' });
  expect(uploadOf({})).toBeNull();
  expect(attemptSaid({ state: null, tookMs: 5 })).toMatchObject({ word: 'unknown end' });
});

test('the abnormal channels come first, else they stand as in the settings', () => {
  const outcomes = [
    outcome('A', 'captured'),
    outcome('B', 'skipped'),
    outcome('C', 'captured', { gateway: 'B is no channel of the manifest.' }),
    outcome('D', 'missing'),
    outcome('E', 'captured'),
  ];
  const names = (...question: Parameters<typeof channelsShown>) => channelsShown(...question).map(({ channel }) => channel);
  expect(names(outcomes, 'all', new Set())).toEqual(['D', 'C', 'B', 'A', 'E']);
  expect(names(outcomes, 'missed', new Set())).toEqual(['D']);
  expect(names(outcomes, 'unwanted', new Set(['E']))).toEqual(['C', 'E']);
  expect(names(outcomes, 'skipped', new Set())).toEqual(['B']);
});

test('where a reading came from has all that finds it again', () => {
  const provenance = { kind: 'kafka', topic: 'cam-1', partition: 2, offset: '9007199254740993' } as const;
  expect(sourceWords(outcome('A', 'captured', { provenance }))).toBe('Kafka cam-1 / 2 / 9007199254740993');
  expect(sourceWords(outcome('A', 'captured', { provenance: { kind: 'archiver', pv: 'EA:1' } }))).toBe('Archiver EA:1');
  expect(sourceWords(outcome('A', 'missing'))).toBe('');
});

test('a path is as the machine of the exporter writes it', () => {
  expect(pathOf('/data/', '2026/11/a.h5')).toBe('/data/2026/11/a.h5');
  expect(pathOf('D:\\data', '2026/11/a.h5')).toBe('D:\\data\\2026\\11\\a.h5');
});

describe('a button that would not help says why', () => {
  test('captured again is only what lacks something and has ended', () => {
    expect(whyNotAgain(capture(1, allCaptured))).toMatch(/Every expected channel/);
    expect(whyNotAgain(capture(1, { 'CAM-1': 'missing' }))).toBeNull();
    expect(whyNotAgain(capture(1, allCaptured, { verdict: 'failed' }))).toBeNull();
    expect(whyNotAgain(capture(1, {}, { verdict: null }))).toMatch(/under way/);
    expect(whyNotAgain(capture(1, { 'CAM-1': 'missing' }, { superseded: 'laser-2 has them.' }))).toMatch(/laser-2/);
  });

  test.each(['accepted', 'withdrawn', 'sending'] as const)('a file that is %s is not sent again', (state) => {
    expect(whyNotSent(capture(1, allCaptured), upload({ state }))).not.toBeNull();
  });

  test('a file that waits or was refused is sent again, one in the queue needs no more, one that is gone cannot be', () => {
    const some = capture(1, allCaptured);
    expect(whyNotRetried(some, upload({ state: 'waiting' }))).toBeNull();
    expect(whyNotRetried(some, upload({ state: 'refused' }))).toBeNull();
    expect(whyNotRetried(some, upload({ state: 'queued' }))).toMatch(/queue/);
    expect(whyNotSent({ ...some, removedAt: '2026-11-22T10:00:00.000Z' }, upload())).toMatch(/removed/);
    expect(whyNotSent(some, null)).toMatch(/never/);
  });

  test('what may be left out is what was refused, would be refused, or is left out already', () => {
    const facts = upload({
      without: ['A'],
      refused: [
        { channel: 'B', sentence: '' },
        { channel: 'A', sentence: '' },
      ],
    });
    expect(leavable(facts, ['C', 'B'])).toEqual(['A', 'B', 'C']);
  });
});

describe('a cell of the matrix opens', () => {
  const wfs = { device: device('WFS', 'CM', ['WFS-IMG']), exporter: 'laser-1' };

  test('the capture that has the device in a file, else the newest that tried', () => {
    const captures = [capture(1, { 'WFS-IMG': 'missing' }, { captureId: '9' }), capture(1, { 'WFS-IMG': 'captured' }, { captureId: '8' })];
    expect(openingOf({ captures }, wfs, 'laser-1')).toEqual({ captureId: '8' });
    expect(openingOf({ captures: captures.slice(0, 1) }, wfs, 'laser-1')).toEqual({ captureId: '9' });
    expect(openingOf({ captures: [capture(1, {}, { verdict: null })] }, wfs, 'laser-1')).toEqual({ captureId: '1' });
  });

  test('nothing where another exporter has it, and says which', () => {
    const captures = [capture(1, { 'CAM-1': 'captured' })];
    expect(openingOf({ captures }, { ...wfs, exporter: 'laser-2' }, 'laser-1')).toMatchObject({ captureId: null, sentence: /laser-2/ });
    expect(openingOf({ captures: [] }, wfs, 'laser-1')).toMatchObject({ captureId: null, sentence: /no capture/ });
  });
});
