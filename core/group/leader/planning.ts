import { isDeepStrictEqual } from 'node:util';
import type { PlanChange, PlanFacts, PlanPreview } from '../../contract/group.ts';
import type { Setup } from '../../settings/schema.ts';
import { loadsOf, worthBalancing } from '../plan/loads.ts';
import { ownersOf } from '../plan/owners.ts';
import { previewOf } from '../plan/preview.ts';
import { spread } from '../plan/spread.ts';
import { createScale } from '../plan/weights.ts';
import type { Orders } from '../port.ts';
import type { PlanEntry, Report } from '../protocol.ts';
import type { Ground } from '../tally/share.ts';
import type { Announcements } from './announcements.ts';

/** Milliseconds. Not sooner after a plan are devices moved for the balance alone, and not oftener is it looked at. */
const balanceAfterMs = 20_000;
const lookEveryMs = 5_000;

type PlanningStart = { setup: Setup; setupId: string; orders: Orders; pins: Readonly<Record<string, string>> };
type Plan = { shares: Record<string, string[]>; pins: Record<string, string>; orders: Orders };

/** Which exporter captures what from now on. Each change is an announcement. */
export function createPlanning({ setup, setupId, orders, pins }: PlanningStart, announcements: Announcements) {
  const scale = createScale(setup.devices);
  const devices = setup.devices.map(({ name }) => name);
  const channels = new Map(setup.devices.map((device) => [device.name, device.channels.length]));
  let plan: Plan = { shares: {}, pins: { ...pins }, orders };
  let entry: PlanEntry | null = null;
  let ground = groundOf(plan);
  let plannedMs = 0;
  let lookedMs = 0;
  let measured = false;

  function groundOf({ shares, orders: { outOfService } }: Plan): Ground {
    return { devices, owners: ownersOf(shares), channels, skipped: new Set(Object.keys(outOfService)) };
  }

  function spreadOver(exporters: readonly string[], previous: Plan['shares']): Plan['shares'] {
    return exporters.length === 0 ? {} : spread({ devices, exporters, pins: plan.pins, previous, weights: scale.weights() });
  }

  /** Announced only if it is another. */
  function put(next: Plan, nowMs: number): boolean {
    if (entry !== null && isDeepStrictEqual(next, plan)) return false;
    plan = next;
    ground = groundOf(plan);
    plannedMs = nowMs;
    const version = (entry?.version ?? 0) + 1;
    entry = announcements.append((shape): PlanEntry => {
      const { shares, pins, orders } = plan;
      return { ...shape, kind: 'plan', version, setupId, shares, pins, ...orders };
    });
    return true;
  }

  function previewed(change: PlanChange, exporters: readonly string[]) {
    return previewOf({ current: plan.shares, pins: plan.pins, change, exporters, devices, weights: scale.weights() });
  }

  return {
    entry: () => entry,
    version: () => entry?.version ?? 0,
    ground: () => ground,
    /** What a pulse of an earlier leader is counted by: nobody has its devices yet. */
    unownedGround: (known: readonly string[] | null): Ground => ({ ...ground, devices: known ?? devices, owners: new Map() }),
    share: (exporter: string): readonly string[] => plan.shares[exporter] ?? [],
    facts: (): PlanFacts | null => entry && { version: entry.version, shares: plan.shares, pins: plan.pins },
    load: (exporter: string) =>
      loadsOf({ [exporter]: plan.shares[exporter] ?? [] }, scale.weights())[0] ?? { exporter, devices: 0, channels: 0, bytes: 0, ms: 0 },
    measure(outcomes: Report['outcomes']) {
      measured = true;
      scale.measure(outcomes);
    },
    spread: (exporters: readonly string[], nowMs: number) => put({ ...plan, shares: spreadOver(exporters, plan.shares) }, nowMs),
    setOrders: (next: Orders, nowMs: number) => (entry === null ? setBefore(next) : put({ ...plan, orders: next }, nowMs)),
    preview: (change: PlanChange, exporters: readonly string[]) => previewed(change, exporters).preview,
    change(change: PlanChange, exporters: readonly string[], nowMs: number): PlanPreview {
      const { preview, shares, pins } = previewed(change, exporters);
      put({ ...plan, shares, pins }, nowMs);
      return preview;
    },
    /** By what was measured meanwhile. */
    balance(exporters: readonly string[], nowMs: number): boolean {
      if (entry === null || !measured || nowMs - plannedMs < balanceAfterMs || nowMs - lookedMs < lookEveryMs) return false;
      lookedMs = nowMs;
      measured = false;
      const fresh = spreadOver(exporters, {});
      return worthBalancing(plan.shares, fresh, scale.weights()) && put({ ...plan, shares: spreadOver(exporters, plan.shares) }, nowMs);
    },
  };

  function setBefore(next: Orders): boolean {
    plan = { ...plan, orders: next };
    ground = groundOf(plan);
    return false;
  }
}

export type Planning = ReturnType<typeof createPlanning>;
