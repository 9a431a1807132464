import type { Failure } from '../../contract/errors.ts';
import { compareEpochs, type Epoch, sameEpoch } from '../epoch.ts';
import { twoLeaders } from '../sentences.ts';

/** `lower`: ignored. `risen`: obeyed from now on. */
export type Standing = 'obeyed' | 'risen' | 'lower';

/** Milliseconds: two that both beat within this time both lead. */
const bothMs = 3000;

/** Who is obeyed: the highest that was ever heard of, this time or before. */
export function createAllegiance(highest: Epoch | null) {
  let top = highest;
  let obeyed: Epoch | null = null;
  /** By name: settings name at most eight. */
  const beats = new Map<string, { epoch: Epoch; atMs: number }>();
  /** Named to people already: those that lead beside the obeyed one. */
  const named = new Set<string>();

  return {
    obeyed: () => obeyed,
    /** Above the one that leads, if it is not heard any more. */
    top: () => top,

    heard(epoch: Epoch): Standing {
      if (obeyed !== null && sameEpoch(obeyed, epoch)) return 'obeyed';
      if (top !== null && compareEpochs(epoch, top) < 0) return 'lower';
      top = { epoch: epoch.epoch, leader: epoch.leader };
      obeyed = top;
      named.clear();
      return 'risen';
    },

    /** Answers what to tell people: once for each two, and again when one of them had been quiet. */
    beat(epoch: Epoch, leaving: boolean, nowMs: number): Failure | null {
      const last = beats.get(epoch.leader);
      if (last !== undefined && last.epoch.epoch > epoch.epoch) return null;
      if (leaving) beats.delete(epoch.leader);
      else beats.set(epoch.leader, { epoch: { epoch: epoch.epoch, leader: epoch.leader }, atMs: nowMs });
      const leads = obeyed === null ? undefined : beats.get(obeyed.leader);
      for (const [leader, other] of beats) {
        if (leads === undefined || leader === leads.epoch.leader || named.has(leader)) continue;
        if (nowMs - other.atMs > bothMs || nowMs - leads.atMs > bothMs) continue;
        named.add(leader);
        return twoLeaders(leads.epoch, other.epoch);
      }
      return null;
    },

    tick(nowMs: number): void {
      for (const [leader, { atMs }] of beats) {
        if (nowMs - atMs <= bothMs) continue;
        beats.delete(leader);
        if (leader === obeyed?.leader) named.clear();
        else named.delete(leader);
      }
    },

    /** Lead now, but are lower than the highest ever heard of. */
    lower(): Epoch[] {
      return [...beats.values()].map(({ epoch }) => epoch).filter((epoch) => top !== null && compareEpochs(epoch, top) < 0);
    },
  };
}
