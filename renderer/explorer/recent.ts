import type { FileName } from '../../core/contract/data.ts';

export type Recent = { file: FileName; name: string };

const key = 'recent-files';
const recentMost = 20;

/** Newest first, each once. */
export function withRecent(list: readonly Recent[], opened: Recent): Recent[] {
  return [opened, ...list.filter(({ file }) => file !== opened.file)].slice(0, recentMost);
}

/** What was kept; what is of no use is no more. */
export function recentIn(kept: string | null): Recent[] {
  try {
    const list: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(list) ? list.filter(isRecent).slice(0, recentMost) : [];
  } catch {
    return [];
  }
}

/** In this browser, or in the window of the program, which keeps by itself what it may open again. */
export function recentFiles(): Recent[] {
  return recentIn(localStorage.getItem(key));
}

export function keepRecent(opened: Recent): void {
  localStorage.setItem(key, JSON.stringify(withRecent(recentFiles(), opened)));
}

export function forgetRecent(file: FileName): Recent[] {
  const left = recentFiles().filter((each) => each.file !== file);
  localStorage.setItem(key, JSON.stringify(left));
  return left;
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== 'object' || value === null) return false;
  return 'file' in value && typeof value.file === 'string' && 'name' in value && typeof value.name === 'string';
}
