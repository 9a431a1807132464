import Store from 'electron-store';
import { type KeyStore, migrate, unusable } from './kept.ts';
import { type Place, placeSchema } from './window-place.ts';

/** The one place that knows electron-store; each name is a file of its own. Throws BAD_SETTINGS. */
export function openKept(name: 'settings' | 'window'): KeyStore {
  const store = openStore(name);
  migrate(store);
  return store;
}

function openStore(name: string): KeyStore {
  try {
    return new Store<Record<string, unknown>>({ name, accessPropertiesByDotNotation: false });
  } catch (error) {
    throw unusable({ path: `${name}.json` }, error instanceof Error ? error.message : String(error), error);
  }
}

export type KeptPlace = { read(): Place | null; write(place: Place): void };

/** Where the window was; a place that is of no use, or can't be kept, keeps nobody from working. */
export function keptPlace(
  open: () => KeyStore = () => openKept('window'),
  onTrouble: (error: unknown) => void = () => undefined,
): KeptPlace {
  const store = openOrNull();
  return {
    read() {
      const parsed = placeSchema.safeParse(store?.store);
      return parsed.success ? parsed.data : null;
    },
    write(place) {
      try {
        if (store !== null) store.store = { ...store.store, ...place };
      } catch (error) {
        onTrouble(error);
      }
    },
  };

  function openOrNull(): KeyStore | null {
    try {
      return open();
    } catch (error) {
      onTrouble(error);
      return null;
    }
  }
}
