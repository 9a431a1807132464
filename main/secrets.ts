import { z } from 'zod';
import { ExporterError } from '../core/contract/errors.ts';
import type { SecretStore } from '../core/host/secret-store.ts';
import type { Environment } from '../core/settings/secret-reader.ts';
import { type KeyStore, writeKept } from './kept.ts';

/**
 * Of Electron's `safeStorage`; the backend is asked for on Linux only. Its newer calls, which answer later, take a machine without a keyring for one that has one
 * (a fallback with a key that everybody knows): so these, as long as Electron has them (it says that 46 will not).
 */
export type Safe = {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  getSelectedStorageBackend?(): string;
};

const keptSchema = z.object({ secrets: z.record(z.string(), z.string()).default({}) });
const mostSecrets = 100;

export type Secrets = SecretStore & {
  /** The environment of the program and over it what is kept, as it is now: settings name both alike, so that they can be taken to another machine. */
  env: Environment;
};

/** Secrets under names, encrypted by the system's keyring beside the settings. Needs an app that is ready. */
export function createSecrets({ store, safe, env }: { store: KeyStore; safe: Safe; env: Environment }): Secrets {
  const merged: Record<string, string | undefined> = { ...env };
  const unreadable: string[] = [];
  for (const [name, encrypted] of Object.entries(kept())) {
    const value = read(encrypted);
    if (value === null) unreadable.push(name);
    else merged[name] = value;
  }
  return {
    env: merged,
    facts: () => ({ names: Object.keys(kept()).sort(), canKeep: canKeep(), sentence: sentence() }),
    async keep(name, value) {
      const { [name]: _, ...others } = kept();
      if (value !== null && !canKeep()) throw new ExporterError('NOT_ALLOWED', sentence());
      if (value !== null && Object.keys(others).length >= mostSecrets)
        throw new ExporterError('BAD_REQUEST', `At most ${mostSecrets} secrets are kept: forget one that is not needed any more.`);
      const secrets = value === null ? others : { ...others, [name]: safe.encryptString(value).toString('base64') };
      writeKept(store, { secrets });
      merged[name] = value ?? env[name];
      const at = unreadable.indexOf(name);
      if (at >= 0) unreadable.splice(at, 1);
    },
  };

  function kept(): Record<string, string> {
    const parsed = keptSchema.safeParse(store.store);
    return parsed.success ? parsed.data.secrets : {};
  }

  /** Another user's keyring, or a new one, cannot open it. */
  function read(encrypted: string): string | null {
    try {
      return safe.decryptString(Buffer.from(encrypted, 'base64'));
    } catch {
      return null;
    }
  }

  /** `basic_text` would only make a secret unreadable at a glance: whoever can read the file would have it. */
  function canKeep(): boolean {
    return safe.isEncryptionAvailable() && safe.getSelectedStorageBackend?.() !== 'basic_text';
  }

  function sentence(): string {
    const lost = unreadable.length === 0 ? '' : ` The keyring does not open ${unreadable.join(', ')}: keep them anew.`;
    if (!canKeep())
      return `This session has no keyring that would encrypt a secret: set it as an environment variable before the start, or name a file.${lost}`;
    return `Secrets are encrypted by this system's keyring; only this user can open them.${lost}`;
  }
}
