import { create } from 'zustand';

export type Applied = { testId: string; sentence: string; canUndo: boolean };

/** What was put into the settings from this page last; it stays while other screens are shown. */
export const useApplied = create<{ applied: Applied | null }>()(() => ({ applied: null }));

export function setApplied(applied: Applied | null): void {
  useApplied.setState({ applied });
}
