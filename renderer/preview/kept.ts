/** What was used last stays. */
export type Kept<T> = { get(key: string): T | undefined; set(key: string, value: T): void; readonly size: number };

/** `most`: of all sizes together; a single one that is larger is not kept. */
export function createKept<T>(most: number, sizeOf: (value: T) => number): Kept<T> {
  const values = new Map<string, T>();
  let size = 0;

  function drop(key: string): void {
    const value = values.get(key);
    if (value === undefined) return;
    values.delete(key);
    size -= sizeOf(value);
  }

  return {
    get(key) {
      const value = values.get(key);
      if (value !== undefined) {
        values.delete(key);
        values.set(key, value);
      }
      return value;
    },
    set(key, value) {
      drop(key);
      if (sizeOf(value) > most) return;
      values.set(key, value);
      size += sizeOf(value);
      for (const oldest of values.keys()) {
        if (size <= most) break;
        drop(oldest);
      }
    },
    get size() {
      return size;
    },
  };
}
