import { z } from 'zod';
import type { Journal } from '../journal/port.ts';
import { exporterNameSchema } from '../settings/group.ts';
import type { Epoch } from './epoch.ts';
import { type PlanEntry, planEntrySchema, type SetupEntry, setupEntrySchema } from './protocol.ts';

const count = z.number().int().nonnegative();
const epochSchema = z.object({ epoch: count, leader: exporterNameSchema });
const lastSchema = epochSchema.extend({ seq: count });
const pinsSchema = z.record(z.string(), exporterNameSchema);

export type Last = Epoch & { seq: number };

/** What an exporter remembers of its group after a restart; null where it knows nothing, or can't read what an older version kept. */
export type Kept = {
  /** The highest it has seen or been. */
  epoch: Epoch | null;
  setup: SetupEntry | null;
  plan: PlanEntry | null;
  last: Last | null;
  /** Changed by people while it led. */
  pins: Record<string, string> | null;
};

export async function readKept(journal: Pick<Journal, 'groupKept'>): Promise<Kept> {
  return {
    epoch: epochSchema.safeParse(await journal.groupKept('epoch')).data ?? null,
    setup: setupEntrySchema.safeParse(await journal.groupKept('setup')).data ?? null,
    plan: planEntrySchema.safeParse(await journal.groupKept('plan')).data ?? null,
    last: lastSchema.safeParse(await journal.groupKept('last')).data ?? null,
    pins: pinsSchema.safeParse(await journal.groupKept('pins')).data ?? null,
  };
}
