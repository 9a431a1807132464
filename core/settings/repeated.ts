/** Each that comes again by its key, with the first of that key. */
export function repeated<T>(all: readonly T[], keyOf: (each: T) => string): [again: T, first: T][] {
  const firsts = new Map<string, T>();
  return all.flatMap((each): [T, T][] => {
    const key = keyOf(each);
    const first = firsts.get(key);
    if (first !== undefined) return [[each, first]];
    firsts.set(key, each);
    return [];
  });
}
