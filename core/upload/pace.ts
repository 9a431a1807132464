import type { ScheduleFacts } from '../contract/api.ts';

/** Of the group's plan, as far as it decides how fast one of its exporters may upload. */
export type PlanPace = { shares: Readonly<Record<string, readonly string[]>>; schedule: ScheduleFacts };

export type Pace = {
  /** That upload, with this one. */
  exporters: number;
  /** How often each of them gets a new file. */
  schedule: ScheduleFacts;
};

/** `plan` is null for an exporter alone, whose schedule is its own. One that has no devices now may still have files. */
export function paceOf(name: string, plan: PlanPace | null, own: ScheduleFacts): Pace {
  if (plan === null) return { exporters: 1, schedule: own };
  const sharing = Object.entries(plan.shares).filter(([exporter, devices]) => exporter !== name && devices.length > 0);
  return { exporters: sharing.length + 1, schedule: plan.schedule };
}

/** From the begin of one upload of this exporter to the begin of its next, so that all together keep the rate of the settings. */
export function spacingMs(secondsBetweenUploads: number, { exporters }: Pick<Pace, 'exporters'>): number {
  return secondsBetweenUploads * 1000 * exporters;
}

/** null where no file is expected. */
export function arrivalMs({ schedule }: Pick<Pace, 'schedule'>): number | null {
  return schedule.kind === 'seconds' ? schedule.every * 1000 : null;
}
