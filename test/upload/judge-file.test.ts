import { describe, expect, it, test } from 'vitest';
import { judgeUpload } from '../../core/upload/judge.ts';
import type { SubmitAnswer } from '../../core/upload/port.ts';
import { fileWords } from './gateway-words.ts';
import { detail, http, sentFile, unanswered, when } from './judged.ts';

const present = 'Channel is already present in existing record';

/** Whole files the Gateway does not take with 400, by its own words. Content is not sent again. */
describe('a refusal of the whole file', () => {
  it.each(fileWords)('"%s" stays refused, and the sentence says what it is about', (words, about) => {
    const verdict = judgeUpload(detail(400, words), sentFile(), when);
    expect(verdict).toMatchObject({ kind: 'refused', failure: { code: 'GATEWAY_REFUSED' }, guilty: [], unknownEnd: false });
    expect(verdict.sentence).toContain(about);
    expect(verdict.sentence).toContain(`The Gateway says "${words}`);
    expect(verdict.sentence).not.toMatch(/[{}]/);
  });

  it('of a proxy that lets no large files through stays refused, and says who can allow them', () => {
    const verdict = judgeUpload(http(413, '<html><head><title>413 Request Entity Too Large</title></head></html>'), sentFile(), when);
    expect(verdict).toMatchObject({ kind: 'refused', sentence: expect.stringContaining('allow larger ones') });
  });
});

describe('the misleading answers', () => {
  it('two first uploads that raced: the loser is sent again soon, and then merged', () => {
    const verdict = judgeUpload(detail(400, 'Session name already exists for this user.'), sentFile(), when);
    expect(verdict).toMatchObject({ kind: 'waiting', blocks: 'file', retryAtMs: 1_000_750, unknownEnd: false });
    expect(verdict.sentence).toContain('same moment');
  });

  it.each([
    [401, 'Not authenticated'],
    [403, 'Invalid token'],
  ])('%i "%s", with a fresh token: all uploads wait for the login', (status, words) => {
    const verdict = judgeUpload(detail(status, words), sentFile(), when);
    expect(verdict).toMatchObject({ kind: 'waiting', blocks: 'queue', failure: { code: 'GATEWAY_LOGIN' }, retryAtMs: 1_022_500 });
  });

  it('403 for a missing right: all uploads wait for an administrator, who is told which right', () => {
    const verdict = judgeUpload(detail(403, "User 'x' is not authorised to use endpoint '/submit/hdf POST'"), sentFile(), when);
    expect(verdict).toMatchObject({ kind: 'waiting', blocks: 'queue', failure: { code: 'GATEWAY_FORBIDDEN' } });
    expect(verdict.sentence).toContain('"/submit/hdf POST"');
    expect(verdict.sentence).not.toContain("'x'");
  });

  it('403 of something in front of the Gateway is no matter of the token', () => {
    const verdict = judgeUpload(http(403, '<html><title>Blocked by policy</title></html>'), sentFile(), when);
    expect(verdict).toMatchObject({ kind: 'waiting', blocks: 'queue', failure: { code: 'GATEWAY_FORBIDDEN' } });
    expect(verdict.sentence).toContain('Blocked by policy');
  });

  const failed = detail(500, 'Unknown error');

  it('500: the file is to be checked by our own rules first', () => {
    expect(judgeUpload(failed, sentFile(), when)).toMatchObject({ kind: 'check-file', failure: { code: 'GATEWAY_ERROR' } });
  });

  it('500 and a channel that breaks our rules: it is named, and the file can be sent without it', () => {
    const findings = [{ channel: 'B', problem: 'x has 3 points and y 4' }];
    const verdict = judgeUpload(failed, sentFile(), when, findings);
    expect(verdict).toMatchObject({ kind: 'refused', guilty: [{ channel: 'B', sentence: 'B: x has 3 points and y 4.' }] });
    expect(verdict.sentence).toContain('It can be sent without B.');
  });

  it('500 and many problems: each channel is named once, and the sentence stays one a person reads', () => {
    const channels = Array.from({ length: 30 }, (_, n) => `CAM-${n}`);
    const findings = channels.flatMap((channel) => ['data is empty', 'data has 3 axes and not 2'].map((problem) => ({ channel, problem })));
    const verdict = judgeUpload(failed, sentFile({ channels: [...channels, 'A'] }), when, findings);
    expect(verdict.kind === 'refused' && verdict.guilty.length).toBe(30);
    expect(verdict.sentence.length).toBeLessThan(900);
    expect(verdict.sentence).toContain('and 20 more.');
    const all = judgeUpload(failed, sentFile({ channels }), when, findings);
    expect(all.sentence).toContain('The file stays here.');
  });

  it('500 again, of a file without a channel that a person has left out: it can be sent without that one and the next', () => {
    const leftOut = [{ channel: 'B', sentence: 'B: left out by Ann.' }];
    const file = sentFile({ channels: ['A', 'C'], leftOut });
    const verdict = judgeUpload(failed, file, when, [{ channel: 'C', problem: 'data is empty' }]);
    expect(verdict).toMatchObject({ kind: 'refused', guilty: [{ channel: 'B' }, { channel: 'C' }] });
    expect(verdict.sentence).toContain('It can be sent without B, C.');
  });

  it('500 and a file that is no good as a whole: refused, and nothing could be left out', () => {
    const verdict = judgeUpload(failed, sentFile(), when, [{ channel: null, problem: 'it is no HDF5 file' }]);
    expect(verdict).toMatchObject({ kind: 'refused', guilty: [] });
    expect(verdict.sentence).toContain('it is no HDF5 file');
  });

  it('500 and nothing wrong by our rules: sent again, others may go before', () => {
    expect(judgeUpload(failed, sentFile(), when, [])).toMatchObject({ kind: 'waiting', blocks: 'file', unknownEnd: true });
  });

  it('no manifest: all uploads wait until there is one', () => {
    const words = 'There is no manifest file stored in the database, channel checks against cannot occur unless there is one present';
    expect(judgeUpload(detail(400, words), sentFile(), when)).toMatchObject({
      kind: 'waiting',
      blocks: 'queue',
      failure: { code: 'GATEWAY_NO_MANIFEST' },
    });
  });
});

describe('what is no fault of the file is sent again', () => {
  it.each<[string, SubmitAnswer, 'file' | 'queue', boolean]>([
    ['502 of a proxy', http(502, '<title>502 Bad Gateway</title>'), 'queue', true],
    ['504 of a proxy', http(504, ''), 'queue', true],
    ['429', http(429, ''), 'queue', false],
    ['a wrong prefix', detail(404, 'Not Found'), 'queue', false],
    ['a redirect to https', http(308, ''), 'queue', false],
    ['a Gateway of another kind', http(422, { detail: [{ loc: ['body', 'file'], msg: 'Field required' }] }), 'queue', false],
    ['a form that did not arrive whole', detail(400, 'There was an error parsing the body'), 'file', false],
    ['nobody there', unanswered('GATEWAY_UNREACHABLE'), 'queue', false],
    ['a certificate nobody trusts', unanswered('GATEWAY_TLS'), 'queue', false],
    ['a wrong password', unanswered('GATEWAY_LOGIN'), 'queue', false],
    ['a connection cut on the way', unanswered('GATEWAY_CUT', { unknownEnd: true }), 'queue', true],
    ['no answer in time', unanswered('GATEWAY_TIMEOUT', { unknownEnd: true }), 'queue', true],
    ['a sign-in page', http(200, '<html><title>Sign in</title></html>'), 'queue', true],
  ])('%s', (_, answer, blocks, unknownEnd) => {
    const verdict = judgeUpload(answer, sentFile(), when);
    expect(verdict).toMatchObject({ kind: 'waiting', blocks, unknownEnd, arrived: [] });
    expect(verdict.kind === 'waiting' && verdict.retryAtMs).toBeGreaterThan(when.nowMs);
  });

  it('not before the time the Gateway asks for', () => {
    expect(judgeUpload(http(503, '', 120_000), sentFile(), when)).toMatchObject({ kind: 'waiting', retryAtMs: 1_120_000 });
  });

  it('later with each failure in a row', () => {
    const delays = [1, 2, 3, 9].map((failures) => {
      const verdict = judgeUpload(unanswered('GATEWAY_UNREACHABLE'), sentFile({ failures }), when);
      return verdict.kind === 'waiting' ? verdict.retryAtMs - when.nowMs : null;
    });
    expect(delays).toEqual([3_750, 7_500, 15_000, 225_000]);
  });

  it('a file that cannot be sent time after time holds up the others no more, while a login does for as long as it fails', () => {
    const blocks = (answer: SubmitAnswer) =>
      [2, 3].map((failures) => judgeUpload(answer, sentFile({ failures }), when)).map((it) => it.kind === 'waiting' && it.blocks);
    expect(blocks(unanswered('GATEWAY_TIMEOUT'))).toEqual(['queue', 'file']);
    expect(blocks(unanswered('GATEWAY_LOGIN'))).toEqual(['queue', 'queue']);
  });

  it('one that we stopped ourselves goes on at once when uploads do', () => {
    expect(judgeUpload(unanswered('STOPPED', { unknownEnd: true }), sentFile(), when)).toMatchObject({
      kind: 'waiting',
      retryAtMs: when.nowMs,
      unknownEnd: true,
    });
  });
});

test('a file that is not what was verified stays here', () => {
  expect(judgeUpload(unanswered('VERIFY_FAILED'), sentFile(), when)).toMatchObject({ kind: 'refused', failure: { code: 'VERIFY_FAILED' } });
});

test('what an earlier attempt brought in, and an unknown end, are kept through any trouble', () => {
  const earlier = { unknownEnd: true, arrived: ['A'] };
  for (const answer of [
    detail(400, 'inconsistent metadata'),
    detail(500, 'x'),
    detail(403, 'Invalid token'),
    http(413, ''),
    unanswered('GATEWAY_LOGIN'),
  ])
    expect(judgeUpload(answer, sentFile({ earlier }), when)).toMatchObject({ unknownEnd: true, arrived: ['A'] });
});

test(`"${present}" as the words of a 400 is not taken for success`, () => {
  expect(judgeUpload(detail(400, present), sentFile({ earlier: { unknownEnd: true, arrived: [] } }), when).kind).toBe('refused');
});
