/** What this browser has kept under a key, perhaps by another version, or by a person's hand: whoever asks checks each part of it. */
export function remembered(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

/** A browser that keeps nothing, or has no room left, forgets: nobody's work depends on it. */
export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    return;
  }
}

export function oneOf<T extends string>(names: Readonly<Record<T, unknown>>, found: unknown, otherwise: T): T {
  for (const name in names) if (name === found) return name;
  return otherwise;
}
