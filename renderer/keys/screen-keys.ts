/** Letters of the screen that is open now. They come before those of the whole page; a pair of letters goes on all the same. */
const taken = new Map<string, () => void>();

/** Returns how to give them back. */
export function takeKeys(keys: Readonly<Record<string, () => void>>): () => void {
  for (const [key, act] of Object.entries(keys)) taken.set(key, act);
  return () => {
    for (const [key, act] of Object.entries(keys)) if (taken.get(key) === act) taken.delete(key);
  };
}

export function screenKey(key: string): (() => void) | undefined {
  return taken.get(key);
}
