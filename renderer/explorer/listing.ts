import type { FolderEntry } from '../../core/contract/explorer.ts';

/** Folders first, then the newest files: what was written last is looked at first. */
export function inListing(entries: readonly FolderEntry[], words: string): FolderEntry[] {
  const wanted = words.trim().toLowerCase();
  return entries
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted((a, b) => Number(a.kind === 'file') - Number(b.kind === 'file') || order(a, b));
}

function order(a: FolderEntry, b: FolderEntry): number {
  return a.kind === 'file' ? b.modifiedAt.localeCompare(a.modifiedAt) || a.name.localeCompare(b.name) : a.name.localeCompare(b.name);
}
