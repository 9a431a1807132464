import Store from 'electron-store';
import { type KeyStore, migrate, unusable } from './kept.ts';

/** Secrets lie there, which a keyring has encrypted or not. */
const ownerOnly = 0o600;

/** The one place that knows electron-store; each name is a file of its own. Throws BAD_SETTINGS. */
export function openKept(name: 'settings' | 'window' | 'opened'): KeyStore {
  const store = openStore(name);
  migrate(store);
  return store;
}

function openStore(name: string): KeyStore {
  try {
    return new Store<Record<string, unknown>>({ name, accessPropertiesByDotNotation: false, configFileMode: ownerOnly });
  } catch (error) {
    throw unusable({ path: `${name}.json` }, error instanceof Error ? error.message : String(error), error);
  }
}
