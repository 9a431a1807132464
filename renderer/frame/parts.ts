import type { H5Entity } from '../../core/contract/explorer.ts';

/** Of rows of numbers that are too long to be read: which elements are shown in their place; `to` is the first that is not. */
export type Part = { from: number; to: number };
export type Parts = ReadonlyMap<string, Part>;
/** `most`: so many elements can be read at a time. */
export type LongRow = { path: string; length: number; most: number };

/** H5Web is told of the part as if it were all, also by the group that it is in. */
export function partOfEntity(parts: Parts, entity: H5Entity): H5Entity {
  if (entity.kind === 'group' && entity.children !== undefined)
    return { ...entity, children: entity.children.map((child) => partOfEntity(parts, child)) };
  const part = parts.get(entity.path);
  if (part === undefined || entity.kind !== 'dataset' || entity.shape === null) return entity;
  const [, ...rest] = entity.shape;
  return { ...entity, shape: [part.to - part.from, ...rest] };
}

/** Of one dimension, for H5Web can slice all others itself. */
export function selectionIn(parts: Parts, path: string, selection: string | undefined): string | undefined {
  const part = parts.get(path);
  return part === undefined ? selection : `${part.from}:${part.to}`;
}

/** What a person has typed, within the row and never more than is read at a time; null: it is none. */
export function partOf(from: string, to: string, length: number, most: number): Part | null {
  const [first, last] = [Number(from.replaceAll(/[\s ,]/g, '')), Number(to.replaceAll(/[\s ,]/g, ''))];
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || first < 0 || first >= last || first >= length) return null;
  return { from: first, to: Math.min(last, length, first + most) };
}
