import type { Alarm } from '../../core/contract/alarms.ts';
import type { CaptureCells, ExporterEvent, ExporterState } from '../../core/contract/api.ts';
import type { GroupFacts } from '../../core/contract/group.ts';
import { initialState } from '../../core/contract/state.ts';

export function snapshotWith(state: Partial<ExporterState>): ExporterEvent {
  return { type: 'snapshot', state: { ...initialState, running: true, ...state } };
}

export const capturing: CaptureCells = {
  ...{ captureId: '1', pulse: { pulseId: '7', timestampNs: '7' }, attempt: 1, mode: 'live', step: 'collecting', verdict: null },
  ...{
    expected: 3,
    captured: 0,
    counts: {},
    file: null,
    bytes: 0,
    phases: {},
    startedAt: '2026-11-22T10:00:00.000Z',
    failure: null,
    codes: {},
  },
};

export function following(leader: string | null): GroupFacts {
  const counts = { announced: 0, received: 0, backFilled: 0, givenUp: 0, superseded: 0 };
  return { role: 'follower', leader, epoch: 1, sentence: '', members: [], counts, ignored: {}, plan: null };
}

export function alarmOf(key: string, more: Partial<Alarm> = {}): Alarm {
  const device = key.startsWith('device ') ? key.slice('device '.length) : null;
  return {
    ...{ key, kind: device === null ? 'act' : 'missing', title: `${key} fails`, sentence: `Look at ${key}.`, device },
    ...{ pulses: device === null ? 0 : 3, since: '2026-11-22T10:00:00.000Z', acknowledged: null, ...more },
  };
}
