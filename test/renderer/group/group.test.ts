import { describe, expect, test } from 'vitest';
import type { GroupMember, PulseShare } from '../../../core/contract/group.ts';
import { loadBars } from '../../../renderer/group/loads.ts';
import { actionsOf, countsOf, ignoredSentence } from '../../../renderer/group/members.ts';
import { exportersOf, lagOf, shareCell } from '../../../renderer/group/pulse-rows.ts';
import { allCaptured, capture, groupFacts, groupPulse } from '../states.ts';

function member(name: string, load: Partial<GroupMember['load']>): GroupMember {
  return {
    ...{ name, role: 'follower', state: 'joined', sentence: 'It follows.', since: '2026-11-22T10:00:00.000Z', counts: null },
    load: { exporter: name, devices: 0, channels: 0, bytes: 0, ms: 0, ...load },
  };
}

test('bars begin at 0 and the longest is that of the busiest exporter', () => {
  const members = [member('laser-1', { bytes: 50_000_000, devices: 10 }), member('laser-2', { bytes: 25_000_000, devices: 20 })];
  const [busy, half] = members.map(({ load }) => loadBars(load, members));
  expect(busy).toMatchObject([{ share: 0.5, text: '10' }, { share: 0 }, { share: 1, text: '50.0 MB' }, { share: 0, text: '0 s' }]);
  expect(half).toMatchObject([{ share: 1 }, { share: 0 }, { share: 0.5 }, { share: 0 }]);
});

test('what was announced and neither heard, filled nor given up is still awaited', () => {
  expect(countsOf({ announced: 10, received: 6, backFilled: 2, givenUp: 1, superseded: 3 })).toMatchObject({ awaited: 1, superseded: 3 });
  expect(countsOf({ announced: 1, received: 2, backFilled: 0, givenUp: 0, superseded: 0 }).awaited).toBe(0);
});

test('ignored messages are told by reason, and nothing is said where there are none', () => {
  expect(ignoredSentence({})).toBeNull();
  expect(ignoredSentence({ malformed: 3, forged: 0, 'queue-full': 1 })).toBe(
    'Messages ignored: 3 could not be read, 1 came while the queue was full. None of them changed anything.',
  );
});

describe('what may be asked depends on the role, and says what will happen', () => {
  test('a follower may lead or leave', () => {
    const actions = actionsOf(groupFacts({ role: 'follower', leader: 'laser-1' }), 'laser-2');
    expect(Object.keys(actions)).toEqual(['becomeLeader', 'leaveGroup']);
    expect(actions.becomeLeader?.says).toContain('laser-1 stands down and follows');
  });
  test('a leader may stand down or leave', () => {
    const actions = actionsOf(groupFacts(), 'laser-1');
    expect(Object.keys(actions)).toEqual(['joinGroup', 'leaveGroup']);
    expect(actions.leaveGroup?.says).toContain('lose their leader');
  });
  test('one that is alone may lead or join', () => {
    const actions = actionsOf(groupFacts({ role: 'alone', leader: null }), 'laser-1');
    expect(Object.keys(actions)).toEqual(['becomeLeader', 'joinGroup']);
    expect(actions.becomeLeader?.says).not.toContain('stands down');
  });
});

test('the leader stands first, then all by name as people count', () => {
  const share = (exporter: string): PulseShare => ({
    ...{ exporter, state: 'reported', devices: 1, expected: 1, decided: 1, captured: 1, verdict: 'complete', files: [] },
  });
  const pulses = [groupPulse(1, { shares: [share('laser-10'), share('laser-2')] }), groupPulse(2, { shares: [share('main')] })];
  expect(exportersOf(pulses, 'main')).toEqual(['main', 'laser-2', 'laser-10']);
});

test('a share says how far it is', () => {
  const share: PulseShare = {
    ...{ exporter: 'laser-1', state: 'taking', devices: 2, expected: 3, decided: 2, captured: 1, verdict: null, files: [] },
  };
  expect(shareCell(share)).toMatchObject({ mark: 'running', text: '2 of 3' });
  expect(shareCell({ ...share, state: 'waiting' })).toMatchObject({ mark: 'to-come', text: 'waiting' });
  expect(shareCell({ ...share, state: 'lost' })).toMatchObject({ text: 'given away' });
  expect(shareCell({ ...share, state: 'reported', captured: 3, verdict: 'complete' })).toMatchObject({ mark: 'complete', text: '3' });
  expect(shareCell({ ...share, state: 'reported', captured: 0, verdict: 'empty' })).toMatchObject({ mark: 'failed', text: '0 of 3' });
});

test('the lag is that of the newest live capture', () => {
  const startedAt = (ms: number) => new Date(1_795_000_002_000 + ms).toISOString();
  const past = capture(3, allCaptured, { mode: 'past', startedAt: startedAt(90_000) });
  expect(lagOf({ captures: [past, capture(2, allCaptured, { startedAt: startedAt(420) })] })).toBe(420);
  expect(lagOf({ captures: [past] })).toBeNull();
});
