import type { CaptureCells, CaptureSummary, ExporterState, OutcomeCode } from '../../core/contract/api.ts';
import type { DeviceFacts } from '../../core/contract/devices.ts';
import type { GroupFacts, GroupPulse } from '../../core/contract/group.ts';
import { initialState } from '../../core/contract/state.ts';

/** One channel each, named as its device; "WFS" has two. */
export function device(name: string, area: string, channels: readonly string[] = [name]): DeviceFacts {
  return {
    ...{ name, area },
    channels: channels.map((channel) => ({
      ...{ name: channel, type: 'scalar', match: 'pulse-id' as const, reachMs: null, units: null, settleMs: 2000 },
      source: { kind: 'kafka' as const, topic: channel.toLowerCase() },
    })),
  };
}

export const threeDevices = [device('CAM-1', 'FE'), device('WFS', 'CM', ['WFS-IMG', 'WFS-COEF']), device('CAM-2', 'FE')];

/** A second apart; the higher the later. */
export function pulseNo(number: number) {
  return { pulseId: String(1000 + number), timestampNs: String(1_795_000_000_000_000_000n + BigInt(number) * 1_000_000_000n) };
}

export function capture(number: number, codes: Record<string, OutcomeCode>, more: Partial<CaptureSummary> = {}): CaptureCells {
  const captured = Object.values(codes).filter((code) => code === 'captured').length;
  const expected = Object.values(codes).filter((code) => code !== 'skipped').length;
  return {
    ...{ captureId: String(number), pulse: pulseNo(number), attempt: 1, mode: 'live', step: 'kept', expected, captured, codes },
    ...{ verdict: captured === expected ? 'complete' : 'partial', counts: {}, file: null, bytes: 0, phases: {}, failure: null },
    startedAt: '2026-11-22T10:00:00.000Z',
    ...more,
  };
}

export function stateWith(change: Partial<ExporterState>): ExporterState {
  return { ...initialState, name: 'laser-1', setup: { devices: threeDevices, settleMs: 2000 }, ...change };
}

export const allCaptured = { 'CAM-1': 'captured', 'WFS-IMG': 'captured', 'WFS-COEF': 'captured', 'CAM-2': 'captured' } as const;

export function groupFacts(change: Partial<GroupFacts> = {}): GroupFacts {
  return {
    ...{ role: 'leader', leader: 'laser-1', epoch: 1, sentence: 'laser-1 leads 2 exporters.', members: [], ignored: {} },
    counts: { announced: 0, received: 0, backFilled: 0, givenUp: 0, superseded: 0 },
    plan: { version: 1, shares: { 'laser-1': ['CAM-1', 'WFS'], 'laser-2': ['CAM-2'] }, pins: {} },
    ...change,
  };
}

export function groupPulse(number: number, change: Partial<GroupPulse> = {}): GroupPulse {
  return {
    ...{ pulse: pulseNo(number), leader: 'laser-1', epoch: 1, seq: number, mode: 'live', verdict: 'complete' },
    ...{ expected: 4, captured: 4, counts: {}, missed: [], upload: null, localOnly: null },
    shares: [
      { exporter: 'laser-1', state: 'reported', devices: 2, expected: 3, decided: 3, captured: 3, verdict: 'complete', files: [] },
      { exporter: 'laser-2', state: 'reported', devices: 1, expected: 1, decided: 1, captured: 1, verdict: 'complete', files: [] },
    ],
    ...change,
  };
}
