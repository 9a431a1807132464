import { expect, test } from 'vitest';
import { failure } from '../../core/contract/errors.ts';
import { findingsShown } from '../../core/contract/manifest.ts';
import type { JudgedChannel } from '../../core/upload/check-manifest.ts';
import { findingsBy, type KnownManifest, manifestFacts, marksOf, nothingKnown } from '../../core/upload/manifest-facts.ts';
import type { ManifestChannel } from '../../core/upload/port.ts';

const host = 'gateway.example';
const atMs = Date.parse('2026-11-22T21:00:00Z');
const away = failure('GATEWAY_UNREACHABLE', 'The Gateway cannot be reached.');

function channel(name: string, over: Partial<JudgedChannel> = {}): JudgedChannel {
  return { ...{ name, type: 'scalar', units: null, labels: null, bitDepth: null, dtype: null, shape: null }, ...over };
}

function knowing(names: readonly string[], why: KnownManifest['failure'] = null): KnownManifest {
  const as = (name: string): ManifestChannel => ({ name, type: 'scalar', units: 'J', historical: false, labels: null });
  return { fetched: { manifest: { id: '20261122', channels: new Map(names.map((name) => [name, as(name)])) }, atMs }, failure: why };
}

test('what would be taken is counted, and what would not is told first', () => {
  const facts = manifestFacts(host, knowing(['A', 'B']), [channel('B', { units: 'mJ' }), channel('A'), channel('C')]);
  expect(facts).toMatchObject({
    ...{ gateway: host, state: 'current', at: '2026-11-22T21:00:00.000Z', id: '20261122', channelsKnown: 2, failure: null },
    ...{ checked: 3, refused: 1, cautions: 1, sentence: '2 of 3 channels would be taken; 1 would be refused. One is to be looked at.' },
  });
  expect(facts.findings.map(({ channel, answer, rule }) => [channel, answer, rule])).toEqual([
    ['C', 'refused', 'unknown'],
    ['B', 'caution', 'units'],
  ]);
});

test.each<[string, KnownManifest, string, string]>([
  ['was not asked for', nothingKnown, 'unknown', 'has not been asked'],
  ['cannot be had', { fetched: null, failure: away }, 'unavailable', 'not known: The Gateway cannot be reached.'],
  ['is as it should be', knowing(['A']), 'current', 'The channel would be taken.'],
  ['is an earlier one', knowing(['A'], away), 'old', 'of 2026-11-22T21:00:00.000Z, which cannot be fetched now: The Gateway cannot'],
])('a manifest that %s is said to be so', (_, known, state, sentence) => {
  const facts = manifestFacts(host, known, [channel('A')]);
  expect(facts).toMatchObject({ state, refused: 0, failure: known.failure });
  expect(facts.sentence).toContain(sentence);
});

test('only what would be refused is marked', () => {
  const findings = findingsBy(knowing(['B']), [channel('A'), channel('B', { units: 'mJ' })]);
  expect([...marksOf(findings)]).toEqual([['A', expect.stringContaining('does not know it')]]);
  expect(findingsBy(nothingKnown, [channel('A')])).toEqual([]);
});

test('of a manifest that fits nothing only so many findings are shown, and all are counted', () => {
  const channels = Array.from({ length: findingsShown + 100 }, (_, n) => channel(`C-${n}`));
  const facts = manifestFacts(host, knowing([]), channels);
  expect([facts.refused, facts.findings.length]).toEqual([findingsShown + 100, findingsShown]);
});
