import { create } from 'zustand';
import { type Draft, draftFrom } from './draft.ts';

const key = 'test-capture';

/** What the next test is to be; it stays while other screens are shown, and in this browser. */
export const useDraft = create<Draft>()(() => draftFrom(kept()));

export function changeDraft(change: Partial<Draft>): void {
  useDraft.setState(change);
  localStorage.setItem(key, JSON.stringify(useDraft.getState()));
}

function kept(): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}
