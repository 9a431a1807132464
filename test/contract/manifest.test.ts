import { expect, test } from 'vitest';
import type { CaptureSummary } from '../../core/contract/api.ts';
import type { ManifestFacts } from '../../core/contract/manifest.ts';
import { initialState, reduce } from '../../core/contract/state.ts';

const manifest: ManifestFacts = {
  ...{ gateway: 'gw', state: 'current', at: null, id: '1', channelsKnown: 1, checked: 1, refused: 1, cautions: 0 },
  ...{ findings: [{ channel: 'A', answer: 'refused', rule: 'unknown', sentence: 'A: no.' }], sentence: '', failure: null },
};

test('what the manifest says is in the state until the Gateway changes, and gone when there is none', () => {
  const judged = reduce(initialState, { type: 'manifest/changed', manifest });
  expect(judged.manifest).toEqual(manifest);
  expect(reduce(judged, { type: 'manifest/changed', manifest: null }).manifest).toBeNull();
});

test('which channels the Gateway would refuse stays with the capture they were marked in', () => {
  const capture: CaptureSummary = {
    ...{ captureId: '1', pulse: { pulseId: '7', timestampNs: '1' }, attempt: 1, mode: 'live', step: 'collecting', verdict: null },
    ...{ expected: 1, captured: 0, counts: {}, file: null, bytes: 0, phases: {}, startedAt: '', failure: null, unwanted: ['A'] },
  };
  const started = reduce(initialState, { type: 'capture/started', capture });
  const finished = reduce(started, { type: 'capture/finished', capture: { ...capture, verdict: 'complete', step: 'kept' }, missed: [] });
  const later = reduce(finished, { type: 'manifest/changed', manifest: { ...manifest, refused: 0, findings: [] } });
  expect(later.captures[0]).toMatchObject({ verdict: 'complete', unwanted: ['A'] });
});
