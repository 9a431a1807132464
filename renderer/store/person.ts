import { create } from 'zustand';

const key = 'person';

type Person = { name: string | null; asking: ((name: string | null) => void) | null };

/** Who gives commands at this screen: the journal keeps it beside what was done. */
const usePersonStore = create<Person>()(() => ({ name: localStorage.getItem(key), asking: null }));

export function usePersonName(): string | null {
  return usePersonStore(({ name }) => name);
}

export function useIsAsked(): boolean {
  return usePersonStore(({ asking }) => asking !== null);
}

/** Asks once, and keeps the answer in this browser. null: they would rather not do it now. */
export async function person(): Promise<string | null> {
  const { name, asking } = usePersonStore.getState();
  if (name !== null) return name;
  asking?.(null);
  return new Promise((resolve) => usePersonStore.setState({ asking: resolve }));
}

/** null: they would not say. */
export function answerPerson(given: string | null): void {
  const { asking, name: before } = usePersonStore.getState();
  const name = given?.trim() || null;
  if (name !== null) localStorage.setItem(key, name);
  usePersonStore.setState({ name: name ?? before, asking: null });
  asking?.(name);
}

/** The next one at this screen is somebody else. */
export function askAgain(): void {
  usePersonStore.setState({ asking: () => undefined });
}
