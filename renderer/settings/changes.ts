import { isRecord } from '../../core/contract/is-record.ts';

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
  if (changesOf(before, draft).length === 0) return now;
  if (changesOf(before, now).length === 0) return draft;
  if (isRecord(draft) && isRecord(before) && isRecord(now)) return rebasedRecord(draft, before, now);
  const [mine, past, theirs] = [byName(draft), byName(before), byName(now)];
  return mine !== null && past !== null && theirs !== null ? Object.values(rebasedRecord(mine, past, theirs)) : draft;
}

function rebasedRecord(draft: Fields, before: Fields, now: Fields): Fields {
  const keys = new Set([...Object.keys(now), ...Object.keys(draft)]);
  const parts = [...keys].map((key) => [key, rebased(draft[key], before[key], now[key])] as const);
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
}

type Fields = Readonly<Record<string, unknown>>;

/** Lists of devices, channels and exporters go by names; null where one has none, or two have the same. */
function byName(list: unknown): Fields | null {
  if (!Array.isArray(list)) return null;
  const named = list.flatMap(
    (each: unknown) => (isRecord(each) && typeof each['name'] === 'string' ? [[`: ${each['name']}`, each] as const] : []), // a key of digits alone would go first
  );
  const fields = Object.fromEntries(named);
  return Object.keys(fields).length === list.length ? fields : null;
}
