import type { PlanEntry } from '../protocol.ts';
import { remember } from '../remember.ts';

/** Pulses keep the plan they were announced with; older plans than these belong to pulses that are over. */
const plansMost = 200;

/** Who captures what, as the obeyed leader has announced it. */
export function createPlans() {
  const plans = new Map<number, PlanEntry>();
  let newest: PlanEntry | null = null;
  return {
    of: (version: number) => plans.get(version),
    /** Of the last leader until the next one says its own. */
    newest: () => newest,
    /** Answers whether it is in force from now on. */
    add(plan: PlanEntry): boolean {
      const isNewest = plans.size === 0 || newest === null || plan.version > newest.version;
      remember(plans, plan.version, plan, plansMost);
      if (isNewest) newest = plan;
      return isNewest;
    },
    /** Another leader counts its plans anew. */
    begin(): void {
      plans.clear();
    },
  };
}
