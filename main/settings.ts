import { z } from 'zod';
import type { SettingsStore } from '../core/host/settings-store.ts';
import { type KeyStore, unusable, writeKept } from './kept.ts';

/** The settings themselves are checked by their own schema, where they are used; `before` is what they replaced. */
const keptSchema = z.object({ settings: z.unknown().optional(), before: z.unknown().optional() });

/** Settings in electron-store: one file, replaced as a whole, so that a crash leaves the old or the new. */
export function createKeptSettings(store: KeyStore): SettingsStore {
  return {
    where: store.path,
    read: async () => kept().settings ?? null,
    before: async () => kept().before,
    async write(settings) {
      writeKept(store, { settings, before: kept().settings ?? null });
    },
  };

  function kept(): z.infer<typeof keptSchema> {
    const parsed = keptSchema.safeParse(store.store);
    if (!parsed.success) throw unusable(store, z.prettifyError(parsed.error), parsed.error);
    return parsed.data;
  }
}
