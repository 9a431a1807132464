import type { Journal } from '../journal/port.ts';
import type { AnnouncementLog } from './log/port.ts';
import { type Entry, entrySchema, type PlanEntry, type PulseEntry, type VerdictEntry } from './protocol.ts';
import { pulseKey } from './pulse-key.ts';
import { remember } from './remember.ts';

/** A pulse that was announced and has no verdict; the plan it was announced with, where that is known. */
export type UnjudgedPulse = { entry: PulseEntry; plan: PlanEntry | null };

/** Newest first. */
export async function unjudgedIn(journal: Pick<Journal, 'openPulses'>, limit: number): Promise<UnjudgedPulse[]> {
  const { pulses, plans } = await journal.openPulses(limit);
  return paired(
    pulses.map(({ facts }) => entrySchema.safeParse(facts).data),
    plans.map(({ facts }) => entrySchema.safeParse(facts).data),
  );
}

/** While a topic is read: verdicts stand behind their pulses, sometimes far behind. A plan of 1,500 devices takes 50 kB. */
const pulsesMost = 20_000;
const plansMost = 1_000;

/** From the durable topic: for a leader that was not there when they were announced. */
export async function unjudgedSince(log: AnnouncementLog, timeMs: number, limit: number, signal: AbortSignal): Promise<UnjudgedPulse[]> {
  const pulses = new Map<string, PulseEntry>();
  const plans = new Map<string, PlanEntry>();
  for await (const batch of log.since(timeMs, signal))
    for (const entry of batch) {
      if (entry.kind === 'pulse') remember(pulses, pulseKey(entry.pulse), entry, pulsesMost);
      else if (entry.kind === 'verdict') pulses.delete(pulseKey(entry.pulse));
      else if (entry.kind === 'plan') remember(plans, versionOf(entry, entry.version), entry, plansMost);
    }
  return paired([...pulses.values()].reverse().slice(0, limit), [...plans.values()]);
}

/** Newest last. */
export async function judgedSince(log: AnnouncementLog, timeMs: number, limit: number, signal: AbortSignal): Promise<VerdictEntry[]> {
  const verdicts: VerdictEntry[] = [];
  for await (const batch of log.since(timeMs, signal)) {
    verdicts.push(...batch.filter((entry) => entry.kind === 'verdict'));
    verdicts.splice(0, verdicts.length - limit);
  }
  return verdicts;
}

function paired(pulses: readonly (Entry | undefined)[], plans: readonly (Entry | undefined)[]): UnjudgedPulse[] {
  const known = new Map(plans.flatMap((plan) => (plan?.kind === 'plan' ? [[versionOf(plan, plan.version), plan]] : [])));
  return pulses.flatMap((entry) => (entry?.kind === 'pulse' ? [{ entry, plan: known.get(versionOf(entry, entry.plan)) ?? null }] : []));
}

function versionOf({ leader, epoch }: Entry, version: number): string {
  return `${leader} ${epoch} ${version}`;
}
