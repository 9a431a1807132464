import type { KeyStore } from './kept.ts';
import { type Place, placeSchema } from './window-place.ts';

export type KeptPlace = { read(): Place | null; write(place: Place): void };

/** Where the window was; a place that is of no use, or can't be kept, keeps nobody from working. */
export function keptPlace(open: () => KeyStore, onTrouble: (error: unknown) => void): KeptPlace {
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
