import { expect, test } from 'vitest';
import type { ExporterState, SourceFacts } from '../../../core/contract/api.ts';
import { checksOf } from '../../../renderer/shift/checks.ts';
import { allCaptured, capture, groupFacts, groupPulse, pulseNo, stateWith } from '../states.ts';

const nowMs = Number(BigInt(pulseNo(2).timestampNs) / 1_000_000n) + 2000;
const source: SourceFacts = { source: 'kafka', state: 'reachable', sentence: 'ok', failure: null, since: '' };
const file = { file: 'a.h5', bytes: 2_000_000 };
const captures = [capture(2, allCaptured, file), capture(1, allCaptured, file)];
const good: Partial<ExporterState> = {
  ...{ captures, running: true, schedule: { kind: 'seconds', every: 1 }, sources: [source] },
  disk: { state: 'ok', sentence: '', freeBytes: 4_000_000_000_000 },
};
const said = (change: Partial<ExporterState>, at = nowMs) =>
  Object.fromEntries(checksOf(stateWith({ ...good, ...change }), at).map(({ name, state, says }) => [name, `${state}: ${says}`]));

test('where all is well each check says so with its figure, and what the exporter does not have is left out', () => {
  expect(said({})).toEqual({
    'Pulses are taken': 'ok: 2.0 s ago',
    'Sources answer': 'ok: Kafka',
    'All expected channels captured': 'ok: 4 of 4',
    'Last file read back equal': 'ok: 2.0 MB',
    'Disk lasts': 'ok: 4.0 TB free, 11 days',
  });
});

test('before the first pulse nothing is claimed', () => {
  const first = said({ captures: [], sources: [{ ...source, state: 'unknown' }], disk: null });
  expect(Object.values(first).map((words) => words.split(':')[0])).toEqual(Array.from({ length: 5 }, () => 'unknown'));
});

test('what is wrong is told by name or number', () => {
  const away = said({
    sources: [{ ...source, source: 'archiver', state: 'unreachable' }, source],
    captures: [capture(2, { ...allCaptured, 'CAM-1': 'missing' }, { verdict: 'failed' })],
    disk: { state: 'low', sentence: '', freeBytes: 1 },
  });
  expect(away).toMatchObject({
    'Sources answer': 'act: not Archiver',
    'All expected channels captured': 'attention: 3 of 4',
    'Last file read back equal': 'act: failed',
    'Disk lasts': 'act: nearly full',
  });
});

test('pulses that no longer come, or come by hand only, need attention', () => {
  expect(said({}, nowMs + 60_000)['Pulses are taken']).toBe('attention: 62 s ago');
  expect(said({ schedule: { kind: 'manual' } })['Pulses are taken']).toBe('attention: by hand only, 2.0 s ago');
  expect(said({ running: false })['Pulses are taken']).toMatch(/^attention/);
});

test('a disk that is full within a day needs attention', () => {
  expect(said({ disk: { state: 'ok', sentence: '', freeBytes: 8_000_000_000 } })['Disk lasts']).toBe('attention: 8.0 GB free, 33 min 20 s');
});

test('in a group all exporters have taken the last pulse, or not', () => {
  const name = 'All exporters took the last pulse';
  expect(said({ group: groupFacts(), pulses: [groupPulse(2)] })[name]).toBe('ok: 2 of 2');
  const [own, other] = groupPulse(2).shares;
  if (own === undefined || other === undefined) throw new Error('A pulse of two exporters has two shares.');
  const shares = [own, { ...other, state: 'lost' as const }];
  expect(said({ group: groupFacts(), pulses: [groupPulse(2, { shares })] })[name]).toBe('act: 1 of 2');
});

test('uploads that are held or away, and channels the Gateway would refuse, need attention', () => {
  const uploads = { gateway: 'g', state: 'held', queued: 3, waiting: 0, sentence: '', failure: null } as const;
  const manifest = { gateway: 'g', state: 'current', at: null, id: null, channelsKnown: 9, checked: 4, refused: 1, cautions: 0 } as const;
  expect(said({ uploads, manifest: { ...manifest, findings: [], sentence: '', failure: null } })).toMatchObject({
    'Gateway takes files': 'attention: held, 3 to be sent',
    'Gateway knows all channels': 'attention: 1 would be refused',
  });
  expect(said({ uploads: { ...uploads, state: 'working', queued: 0 } })['Gateway takes files']).toBe('ok: all sent');
});
