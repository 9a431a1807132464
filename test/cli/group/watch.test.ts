import { beforeEach, describe, expect, test } from 'vitest';
import { createWatch, gatherMostMs, type Watch } from '../../../core/cli/group/watch.ts';
import type { ExporterEvent } from '../../../core/contract/api.ts';
import { failure } from '../../../core/contract/errors.ts';
import type { GroupFacts, PulseUpload } from '../../../core/contract/group.ts';
import { groupPulse, leaderFacts } from './facts.ts';

const names = ['laser-1', 'laser-2'];
let watch: Watch;
const see = (name: string, event: ExporterEvent, nowMs = 0) => watch.see(name, event, nowMs);
const changed = (group: GroupFacts): ExporterEvent => ({ type: 'group/changed', group });
const announced = (k: number): ExporterEvent => ({ type: 'pulse/announced', pulse: groupPulse(k, { verdict: null, captured: 0 }) });
const judged = (k: number, more = {}): ExporterEvent => ({ type: 'pulse/judged', pulse: groupPulse(k, more) });
const noticed = (code: 'LEADER_SILENT' | 'MEMBER_LOST', message: string): ExporterEvent => ({
  type: 'group/noticed',
  notice: failure(code, message),
  at: '',
});
function begin(): void {
  see('laser-1', changed(leaderFacts('laser-1', 1, names)));
  watch.toBegin(0);
}

beforeEach(() => {
  watch = createWatch(names, 2, () => Number.POSITIVE_INFINITY);
});

describe('pulses begin', () => {
  test('when all exporters are in the plan, and once', () => {
    expect(watch.toBegin(0)).toBeNull();
    see('laser-1', changed(leaderFacts('laser-1', 1, ['laser-1'])));
    expect(watch.toBegin(0)).toBeNull();
    see('laser-1', changed(leaderFacts('laser-1', 1, names)));
    expect(watch.toBegin(0)).toEqual({ leader: 'laser-1', pulses: 2 });
    expect(watch.toBegin(0)).toBeNull();
  });

  test('without those who are not there after a while', () => {
    see('laser-1', changed(leaderFacts('laser-1', 1, ['laser-1'])), 5);
    expect(watch.toBegin(gatherMostMs)).toBeNull();
    expect(watch.toBegin(gatherMostMs + 5)).toEqual({ leader: 'laser-1', pulses: 2 });
  });

  test('again with what is left when the leader was started again, but not where the new one goes on by itself', () => {
    begin();
    see('laser-1', announced(1));
    watch.died('laser-1');
    expect(watch.facts()).toBeNull();
    see('laser-2', { type: 'schedule/changed', schedule: { kind: 'seconds', every: 1 } });
    see('laser-2', changed(leaderFacts('laser-2', 2, names)));
    expect(watch.toBegin(0)).toBeNull();
    see('laser-2', { type: 'schedule/changed', schedule: { kind: 'manual' } });
    expect(watch.toBegin(0)).toEqual({ leader: 'laser-2', pulses: 1 });
  });
});

describe('a pulse', () => {
  beforeEach(begin);

  test('is a line when it has its verdict, and again only when that improves', () => {
    expect(see('laser-1', announced(1))).toEqual([]);
    expect(see('laser-1', judged(1, { verdict: 'partial', captured: 3 }))).toHaveLength(1);
    expect(see('laser-1', judged(1, { verdict: 'partial', captured: 3 }))).toEqual([]);
    expect(see('laser-1', judged(1))[0]).toContain('4/4  complete');
  });

  test('of which the Gateway has refused something is a line more, and only of its leader', () => {
    const uploaded = (state: PulseUpload['state']): ExporterEvent => {
      return {
        type: 'pulse/uploaded',
        pulse: groupPulse(1).pulse,
        upload: { state, sentence: 'Left out: CAM-1.', files: [], refused: [] },
      };
    };
    for (const state of ['waiting', 'accepted', 'none'] as const) expect(see('laser-1', uploaded(state))).toEqual([]);
    expect(see('laser-1', uploaded('partly-refused'))).toEqual(['  pulse 1 in the Gateway: Left out: CAM-1.']);
    expect(see('laser-2', uploaded('partly-refused'))).toEqual([]);
  });

  test('is told by the leader alone', () => {
    expect(see('laser-2', judged(1))).toEqual([]);
  });

  test('of an earlier run is told and not counted', () => {
    watch = createWatch(names, 2, () => Number.POSITIVE_INFINITY);
    see('laser-1', changed(leaderFacts('laser-1', 1, names)));
    expect(see('laser-1', judged(1))).toHaveLength(1);
    expect(watch.toBegin(0)).toEqual({ leader: 'laser-1', pulses: 2 });
  });
});

describe('the run', () => {
  beforeEach(begin);

  test('is over when each wanted pulse has its verdict, whoever leads by then', () => {
    for (const k of [1, 2]) see('laser-1', announced(k));
    see('laser-1', judged(1));
    expect([watch.open(), watch.isOver(), watch.exitCode()]).toEqual([1, false, 1]);
    see('laser-2', changed(leaderFacts('laser-2', 2, names)));
    see('laser-2', judged(2));
    expect([watch.open(), watch.isOver(), watch.exitCode()]).toEqual([0, true, 0]);
    expect(watch.sentence()).toBe('2 pulses over the whole group: 2 complete.');
  });

  test('is no success where a pulse is not complete, or there are too few', () => {
    see('laser-1', judged(1));
    expect(watch.exitCode()).toBe(1);
    see('laser-1', judged(2, { verdict: 'partial', captured: 3 }));
    expect([watch.isOver(), watch.exitCode()]).toEqual([true, 1]);
  });
});

describe('who speaks', () => {
  beforeEach(begin);

  test('is the leader of the highest epoch, also while an older one still leads', () => {
    see('laser-2', changed(leaderFacts('laser-2', 2, names)));
    see('laser-1', changed(leaderFacts('laser-1', 1, names)));
    expect(watch.facts()?.leader).toBe('laser-2');
  });

  test('for themselves are the others, and what several say of a lost leader is told once', () => {
    expect(see('laser-1', noticed('MEMBER_LOST', 'laser-2 is lost.'))).toEqual(['  laser-1: laser-2 is lost. [MEMBER_LOST]']);
    expect(see('laser-2', noticed('LEADER_SILENT', 'Silent for 5 s.'))).toHaveLength(1);
    expect(see('laser-3', noticed('LEADER_SILENT', 'Silent for 5.2 s.'))).toEqual([]);
    see('laser-1', judged(1));
    expect(see('laser-3', noticed('LEADER_SILENT', 'Silent for 5 s.'))).toHaveLength(1);
  });
});
