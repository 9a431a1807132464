import type { ExporterEvent } from '../../contract/api.ts';
import type { GroupFacts, GroupPulse } from '../../contract/group.ts';
import { pulseUploadLines } from '../group-lines.ts';
import { linesFor, nothingTold } from '../lines.ts';
import { createPulseTally } from '../pulse-tally.ts';
import { createReasons } from './reasons.ts';

/** So many pulses are followed; a verdict comes soon or never. */
const followedMost = 1000;
/** Whoever is not there by then is not waited for. */
export const gatherMostMs = 20_000;

export type Watch = {
  /** What a person is told of it. */
  see(name: string, event: ExporterEvent, nowMs: number): string[];
  died(name: string): void;
  /** What the leader last said of the group; null while nobody leads. */
  facts(): GroupFacts | null;
  /** The leader stands ready, all are there or were waited for, and no schedule runs: how many pulses are left to announce. */
  toBegin(nowMs: number): { leader: string; pulses: number | null } | null;
  /** Pulses without a verdict. */
  open(): number;
  /** All pulses that were wanted have their verdict. */
  isOver(): boolean;
  exitCode(): 0 | 1;
  sentence(): string;
};

/** Follows what the exporters of a group say: whoever leads speaks for all, the others for themselves. */
export function createWatch(names: readonly string[], wanted: number | null, columns: () => number): Watch {
  const scheduled = new Map<string, boolean>();
  /** Each with what was told of it; null before its verdict. */
  const pulses = new Map<string, string | null>();
  const repeated = new Set<string>();
  const tally = createPulseTally();
  const reasons = createReasons();
  let leads: { name: string; facts: GroupFacts; sinceMs: number; asked: boolean } | null = null;
  let told = '';
  let begun = false;
  let announced = 0;

  function see(name: string, event: ExporterEvent, nowMs: number): string[] {
    if (event.type === 'schedule/changed') scheduled.set(name, event.schedule.kind !== 'manual');
    if (event.type === 'capture/finished') reasons.missed(event.capture, event.missed);
    if (event.type === 'group/changed') return seeGroup(name, event.group, nowMs);
    if (event.type === 'pulse/announced' || event.type === 'pulse/judged') return name === leads?.name ? seePulse(event.pulse) : [];
    return name === leads?.name ? ofLeader(name, event) : ofOther(name, event);
  }

  function seeGroup(name: string, facts: GroupFacts, nowMs: number): string[] {
    if (facts.role !== 'leader') {
      if (leads?.name === name) leads = null;
      return [];
    }
    if (leads !== null && leads.name !== name && leads.facts.epoch > facts.epoch) return [];
    const isNew = leads?.name !== name || leads.facts.epoch !== facts.epoch;
    leads = isNew || leads === null ? { name, facts, sinceMs: nowMs, asked: false } : { ...leads, facts };
    const sentence = `  ${name}: ${facts.sentence}`;
    if (!isGathered(facts) || sentence === told) return [];
    told = sentence;
    return [sentence];
  }

  function seePulse(pulse: GroupPulse): string[] {
    const key = `${pulse.pulse.timestampNs} ${pulse.pulse.pulseId}`;
    const { verdict, captured } = pulse;
    const isOld = !begun && !pulses.has(key); // of an earlier run
    const before = pulses.get(key) ?? null;
    const now = verdict === null ? before : `${verdict} ${captured}`;
    if (!isOld) {
      if (!pulses.has(key)) announced += 1;
      tally.count(pulse);
      pulses.set(key, now);
      const [oldest] = pulses.keys();
      if (pulses.size > followedMost && oldest !== undefined) pulses.delete(oldest);
    }
    if (now === before) return [];
    repeated.clear();
    return reasons.lines(pulse, columns());
  }

  /** The rest of what happens there stands in the pulses. */
  function ofLeader(name: string, event: ExporterEvent): string[] {
    switch (event.type) {
      case 'group/noticed':
      case 'pulse/unavailable':
      case 'pulses/skipped':
      case 'disk/changed':
      case 'capture/superseded':
        return spoken(name, event);
      case 'pulse/uploaded':
        return pulseUploadLines(event);
      default:
        return [];
    }
  }

  /** All followers say the same of a leader that is gone, so it is told once. */
  function ofOther(name: string, event: ExporterEvent): string[] {
    switch (event.type) {
      case 'group/noticed': {
        const { code } = event.notice;
        if (repeated.has(code)) return [];
        repeated.add(code);
        return spoken(name, event);
      }
      case 'disk/changed':
      case 'capture/superseded':
        return spoken(name, event);
      default:
        return [];
    }
  }

  function spoken(name: string, event: ExporterEvent): string[] {
    return (linesFor(event, nothingTold) ?? []).map((line) => `  ${name}: ${line.trimStart()}`);
  }

  function isGathered({ plan }: GroupFacts): boolean {
    return begun || (plan !== null && names.every((name) => name in plan.shares));
  }

  return {
    see,
    died(name) {
      scheduled.delete(name);
      if (leads?.name === name) leads = null;
    },
    facts: () => leads?.facts ?? null,
    toBegin(nowMs) {
      if (leads === null || leads.asked || scheduled.get(leads.name) === true || leads.facts.plan === null) return null;
      if (!isGathered(leads.facts) && nowMs - leads.sinceMs < gatherMostMs) return null;
      const left = wanted === null ? null : wanted - announced;
      if (left !== null && left <= 0) return null;
      leads = { ...leads, asked: true };
      begun = true;
      return { leader: leads.name, pulses: left };
    },
    open: () => [...pulses.values()].filter((said) => said === null).length,
    isOver: () => wanted !== null && announced >= wanted && [...pulses.values()].every((said) => said !== null),
    exitCode: () => (tally.any() && tally.allComplete() && (wanted === null || announced >= wanted) ? 0 : 1),
    sentence: tally.sentence,
  };
}
