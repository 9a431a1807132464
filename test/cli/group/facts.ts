import type { GroupFacts, GroupPulse, PulseShare } from '../../../core/contract/group.ts';

const counts = { announced: 0, received: 0, backFilled: 0, givenUp: 0, superseded: 0 };

export function share(exporter: string, more: Partial<PulseShare> = {}): PulseShare {
  return { exporter, state: 'reported', devices: 2, expected: 2, decided: 2, captured: 2, verdict: 'complete', files: [], ...more };
}

export function groupPulse(k: number, more: Partial<GroupPulse> = {}): GroupPulse {
  return {
    ...{
      pulse: { pulseId: String(k), timestampNs: `${k}000000000` },
      leader: 'laser-1',
      epoch: 1,
      seq: k,
      mode: 'live',
      verdict: 'complete',
      localOnly: null,
    },
    ...{ expected: 4, captured: 4, counts: {}, shares: [share('laser-1'), share('laser-2')], missed: [], upload: null, ...more },
  };
}

/** A leader's, with everyone in its plan. */
export function leaderFacts(leader: string, epoch: number, members: readonly string[]): GroupFacts {
  return {
    ...{ role: 'leader', leader, epoch, sentence: `Leads since epoch ${epoch}.`, counts, ignored: {} },
    members: members.map((name) => ({
      ...{ name, role: name === leader ? 'leader' : 'follower', state: 'joined', sentence: '', since: '', counts },
      load: { exporter: name, devices: 10, channels: 12, bytes: 3_400_000, ms: 25.04 },
    })),
    plan: { version: 3, shares: Object.fromEntries(members.map((name) => [name, []])), pins: {} },
  };
}
