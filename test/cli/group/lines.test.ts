import { describe, expect, test } from 'vitest';
import { planLines } from '../../../core/cli/group/plan-lines.ts';
import { createReasons } from '../../../core/cli/group/reasons.ts';
import { pulseLines } from '../../../core/cli/group-lines.ts';
import type { CaptureSummary } from '../../../core/contract/api.ts';
import { groupPulse, leaderFacts, share } from './facts.ts';

const capture: CaptureSummary = {
  ...{ captureId: '7', pulse: { pulseId: '1', timestampNs: '1' }, attempt: 1, mode: 'live', step: 'kept', verdict: 'partial' },
  ...{ expected: 2, captured: 1, counts: {}, file: null, bytes: 0, phases: {}, startedAt: '', failure: null },
};

describe('a pulse of a group', () => {
  test('is one line with each share, in order of the exporters', () => {
    const shares = [
      share('laser-10'),
      share('laser-2', { captured: 1 }),
      share('laser-1', { state: 'lost' }),
      share('laser-3', { devices: 0 }),
    ];
    expect(pulseLines(groupPulse(7, { shares }))).toEqual([
      '00:00:07.000Z  pulse 7        4/4  complete  laser-1 lost  laser-2 1/2   laser-10 2/2',
    ]);
  });

  test('says that its files stay here, and once why', () => {
    const localOnly = 'Pulse 7 is in the same second as pulse 6.';
    expect(pulseLines(groupPulse(7, { localOnly }))[0]).toContain('laser-2 2/2  local only');
    const reasons = createReasons();
    expect(reasons.lines(groupPulse(7, { localOnly }), 200)[1]).toBe(`    local only  ${localOnly}`);
    expect(reasons.lines(groupPulse(8, { localOnly }), 200)).toHaveLength(1);
    expect(reasons.lines(groupPulse(9), 200)[0]).not.toContain('local only');
  });

  test('has what nobody captured below it', () => {
    const missed = [{ channel: 'CAM-1', code: 'missing', exporter: 'laser-2' } as const];
    expect(pulseLines(groupPulse(7, { missed }))[1]).toBe('    missing     CAM-1 (laser-2 says why)');
  });

  test('says why, once the exporter that missed it has said so, and then only what is new', () => {
    const reasons = createReasons();
    const missed = ['CAM-1', 'CAM-2'].map((channel) => ({ channel, code: 'missing', exporter: 'laser-2' }) as const);
    const lines = (k: number) => {
      const { pulse } = groupPulse(k);
      reasons.missed({ ...capture, pulse }, [{ channel: 'CAM-1', device: 'CAM-1', code: 'missing', sentence: 'CAM-1: no message.' }]);
      return reasons.lines(groupPulse(k, { missed }), 200).slice(1);
    };
    expect(lines(1)).toEqual(['    missing     CAM-2 (laser-2 says why)', '    missing     CAM-1: no message.']);
    expect(lines(2)[1]).toBe('    missing     CAM-1: as before');
  });

  test('wraps its shares below each other where the terminal is narrow', () => {
    const shares = Array.from({ length: 8 }, (_, index) => share(`laser-${index + 1}`, { captured: index === 2 ? 19 : 2 }));
    const lines = pulseLines(groupPulse(7, { shares }), 80);
    expect(lines).toEqual([
      '00:00:07.000Z  pulse 7        4/4  complete  laser-1 2/2   laser-2 2/2',
      '                                             laser-3 19/2  laser-4 2/2',
      '                                             laser-5 2/2   laser-6 2/2',
      '                                             laser-7 2/2   laser-8 2/2',
    ]);
    expect(pulseLines(groupPulse(7, { shares }))).toHaveLength(1);
  });

  test('without any share is still a line', () => expect(pulseLines(groupPulse(7, { shares: [] }), 80)).toHaveLength(1));
});

describe('the plan', () => {
  test('says who has how much, in columns', () => {
    expect(planLines(leaderFacts('laser-1', 4, ['laser-1', 'laser-10']))).toEqual([
      '  Plan 3 of laser-1 (epoch 4):',
      '    laser-1    10 devices   12 channels     3.4 MB    25.0 ms a pulse  leads',
      '    laser-10   10 devices   12 channels     3.4 MB    25.0 ms a pulse  joined',
    ]);
  });

  test('is not there while nobody leads', () => expect(planLines(null)).toEqual(['  There is no plan: nobody leads now.']));
});
