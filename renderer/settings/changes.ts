import { isRecord } from './paths.ts';

/** More are not told one by one. */
const most = 500;

/** Paths of the fields in which they differ; what is only on one side is one. */
export function changesOf(before: unknown, after: unknown, path = ''): string[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    const all = Array.from({ length }, (_, index) => changesOf(before[index], after[index], `${path}[${index}]`));
    return all.flat().slice(0, most);
  }
  if (!isRecord(before) || !isRecord(after)) return [path];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => changesOf(before[key], after[key], path === '' ? key : `${path}.${key}`)).slice(0, most);
}

/** A draft over settings that somebody else has changed meanwhile: what was not touched here is as it is there now. */
export function rebased(draft: unknown, before: unknown, now: unknown): unknown {
  if (!isRecord(draft) || !isRecord(before) || !isRecord(now)) return changesOf(before, draft).length === 0 ? now : draft;
  const keys = new Set([...Object.keys(draft), ...Object.keys(now)]);
  const parts = [...keys].map((key) => [key, changesOf(before[key], draft[key]).length === 0 ? now[key] : draft[key]] as const);
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
}
