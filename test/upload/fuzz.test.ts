import { expect, test } from 'vitest';
import { ExporterError } from '../../core/contract/errors.ts';
import { judgeUpload } from '../../core/upload/judge.ts';
import { readLogin } from '../../core/upload/login.ts';
import { parsed, wordsOf } from '../../core/upload/raw-answer.ts';
import { readSubmitted } from '../../core/upload/read-answer.ts';
import { readManifest, readRecord, readVersion } from '../../core/upload/read-stored.ts';
import { randomOf } from '../fakes/random.ts';
import { sentFile, when } from './judged.ts';
import { tokenOf } from './server.ts';

const samples = [
  { message: 'Added as 20260102030405', response: { accepted_channels: ['A'], rejected_channels: { B: ['r'], C: 'r' }, warnings: ['w'] } },
  { detail: 'Unknown error' },
  { detail: [{ loc: ['body', 'file'], msg: 'Field required', type: 'missing' }] },
  { _id: '1', channels: { A: { name: 'a', path: '/a', type: 'image', labels: ['x'] } } },
  { _id: '1', metadata: { shotnum: 1, timestamp: 't' }, channels: { A: {} } },
  { version: '1.1.1' },
  tokenOf(60),
].map((sample) => JSON.stringify(sample));
const odd = [
  '',
  'null',
  '[]',
  '{}',
  '"',
  '<html><title>x',
  '{"a":'.repeat(3000),
  '"\\ud800"',
  '\0',
  'NaN',
  '1e999',
  '{"__proto__":{"x":1}}',
  'x'.repeat(100_000),
];
const values = ['null', '[]', '{}', '7', '""', '"Channel is already present in existing record"', '[null]', '{"constructor":1}', 'true'];
const statuses = [0, 100, 200, 201, 204, 301, 400, 401, 403, 404, 413, 422, 429, 500, 502, 599, 999];

function made(random: () => number): string {
  const pick = <T>(from: readonly T[], otherwise: T): T => from[Math.floor(random() * from.length)] ?? otherwise;
  const kind = random();
  const sample = pick(samples, '');
  const at = Math.floor(random() * (sample.length + 1));
  if (kind < 0.15) return pick(odd, '');
  if (kind < 0.35) return sample.slice(0, at);
  if (kind < 0.55) return sample.slice(0, at) + String.fromCharCode(Math.floor(random() * 0x10000)) + sample.slice(at + 1);
  // One value of the whole is replaced by one of another kind.
  let left = Math.floor(random() * 8);
  return sample.replace(/"[^"]*"(?!:)|\[[^[\]]*\]/g, (value) => (left-- === 0 ? pick(values, 'null') : value));
}

test('10,000 damaged answers: each is read or named, none is thrown about, and a success is never made of one', () => {
  const random = randomOf(7);
  const counts: Record<string, number> = {};
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  for (let n = 0; n < 10_000; n++) {
    const text = made(random);
    const status = statuses[n % statuses.length] ?? 200;
    const answer = readSubmitted({ status, text, dateMs: null, retryAfterMs: null }, 'h', 1);
    const verdict = judgeUpload(answer, sentFile({ channels: ['A', 'B', 'C'], failures: (n % 5) + 1 }), when, n % 2 === 0 ? [] : null);
    count(verdict.kind);
    expect(verdict.sentence).not.toBe('');
    expect(verdict.sentence.length).toBeLessThan(6000);
    if (verdict.kind === 'waiting') expect(Number.isFinite(verdict.retryAtMs)).toBe(true);
    if (verdict.arrived.length > 0) expect(verdict.arrived.filter((channel) => !text.includes(channel))).toEqual([]);

    for (const read of [readManifest, readRecord, readVersion])
      try {
        read(text, 'h', '20260102030405');
        count('read');
      } catch (error) {
        expect(error).toBeInstanceOf(ExporterError);
        count('named');
      }
    try {
      readLogin({ status, text, dateMs: null, retryAfterMs: null }, 'h', 0);
      count('logged in');
    } catch (error) {
      expect(error).toBeInstanceOf(ExporterError);
    }
    expect(wordsOf(text).length).toBeLessThanOrEqual(2001);
    parsed(text);
  }
  expect(counts['accepted']).toBeUndefined();
  for (const kind of ['waiting', 'refused', 'partly-refused', 'check-file', 'read', 'named', 'logged in'])
    expect(counts[kind], kind).toBeGreaterThan(10);
});
