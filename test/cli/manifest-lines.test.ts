import { expect, test } from 'vitest';
import { linesFor, nothingTold } from '../../core/cli/lines.ts';
import { failure } from '../../core/contract/errors.ts';
import type { ManifestFacts, ManifestFinding, ManifestRule } from '../../core/contract/manifest.ts';
import type { UploadFacts } from '../../core/contract/uploads.ts';

const finding = (channel: string, rule: ManifestRule, answer: ManifestFinding['answer'] = 'refused'): ManifestFinding => ({
  ...{ channel, answer, rule },
  sentence: `${channel}: it breaks the rule.`,
});

const facts = (more: Partial<ManifestFacts> = {}): ManifestFacts => ({
  ...{ gateway: 'gw', state: 'current', at: '2026-11-22T21:00:00Z', id: '1', channelsKnown: 9, checked: 9, refused: 0, cautions: 0 },
  ...{ findings: [], sentence: 'It says it.', failure: null },
  ...more,
});

const told = (now: ManifestFacts | null, before: ManifestFacts | null = null) =>
  linesFor({ type: 'manifest/changed', manifest: now }, { ...nothingTold, manifest: before });

const bad = facts({
  findings: [finding('A-1', 'unknown'), finding('A-2', 'unknown'), finding('B', 'type'), finding('C', 'units', 'caution')],
});
const away = facts({ state: 'unavailable', failure: failure('GATEWAY_NO_MANIFEST', 'It has none.') });

test('while every channel would be taken, nothing is said', () => {
  for (const manifest of [null, facts(), facts({ state: 'unknown' })]) expect(told(manifest)).toBeNull();
  expect(told(facts({ at: 'later' }), facts())).toBeNull();
});

test('channels that would be refused are told once, by their cause', () => {
  expect(told(bad)).toEqual([
    '  It says it.',
    '    refused     B: it breaks the rule.',
    '    refused     2 channels (A-1, A-2). The first: A-1: it breaks the rule.',
  ]);
  expect(told({ ...bad, at: 'later' }, bad)).toBeNull();
});

test('of what has changed only the new is told in full', () => {
  const more = { ...bad, findings: [...bad.findings, finding('D', 'colour')] };
  expect(told(more, bad)?.slice(1)).toEqual([
    '    refused     B: as before',
    '    refused     D: it breaks the rule.',
    '    refused     2 channels (A-1, A-2): as before',
  ]);
  expect(told(facts(), bad)).toEqual(['  It says it.']);
});

test('a manifest that cannot be had is told once, and that it is there again', () => {
  expect(told(away)).toEqual(['  It says it. [GATEWAY_NO_MANIFEST]']);
  expect(told({ ...away, sentence: 'Still.' }, away)).toBeNull();
  expect(told(facts(), away)).toEqual(['  It says it.']);
});

test('what the manifest has told of a channel is not said again below each file', () => {
  const upload = (channels: readonly string[]): UploadFacts => ({
    ...{ captureId: '1', pulse: { pulseId: '7', timestampNs: '1' }, file: 'a.h5', bytes: 10, state: 'partly-refused', retryAt: null },
    ...{ attempts: 1, sentence: '', failure: null, refused: channels.map((channel) => ({ channel, sentence: `${channel}: no.` })) },
  });
  const lines = (channels: readonly string[]) =>
    linesFor({ type: 'upload/changed', upload: upload(channels) }, { ...nothingTold, manifest: bad });
  expect(lines(['A-1', 'B'])).toBeNull();
  expect(lines(['A-1', 'E'])).toHaveLength(1);
});
