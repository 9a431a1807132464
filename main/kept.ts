import { z } from 'zod';
import { ExporterError, messageOf } from '../core/contract/errors.ts';

/** An electron-store, so far as it is used here. Electron's own checks are left out: zod has the last word. */
export type KeyStore = {
  readonly path: string;
  store: Record<string, unknown>;
};

/** How what is kept is written; a change of it gets a migration below, and the next number. */
const migrations: readonly Migration[] = [];
export type Migration = (kept: Record<string, unknown>) => Record<string, unknown>;

const versionSchema = z.object({ version: z.number().int().positive().default(1) });

/** Brings what an earlier version of this program has kept up to date, step by step. Throws BAD_SETTINGS for what a later one has. */
export function migrate(store: KeyStore, steps: readonly Migration[] = migrations): void {
  const kept = store.store;
  const current = steps.length + 1;
  const parsed = versionSchema.safeParse(kept);
  if (!parsed.success) throw unusable(store, `its "version" is no number`);
  const { version } = parsed.data;
  if (version > current)
    throw unusable(store, `a later version of this program has written it (${version}, and this one knows ${current}): start that one`);
  if (kept['version'] === current) return;
  store.store = { ...steps.slice(version - 1).reduce((before, step) => step(before), kept), version: current };
}

/** Beside what else is kept there. Throws BAD_SETTINGS. */
export function writeKept(store: KeyStore, part: Record<string, unknown>): void {
  try {
    store.store = { ...store.store, ...part };
  } catch (error) {
    throw unusable(store, `it can't be written (${messageOf(error)})`, error);
  }
}

export function unusable({ path }: Pick<KeyStore, 'path'>, why: string, cause?: unknown): ExporterError {
  return new ExporterError('BAD_SETTINGS', `What this program has kept in ${path} can't be used: ${why}.`, {
    cause,
    facts: { file: path },
  });
}
