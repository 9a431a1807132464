import { type DType, dtypes } from '../../value.ts';

/** Everything but bool, in the order in which most schemas number their element types and union members. */
export const numberTypes = dtypes.filter((dtype) => dtype !== 'bool');

/** A union member: one element or a vector of them, in a table of its own with the single field `value`. */
export type Member = { element: DType | 'text'; many: boolean };

/** Places of the members of a union; the id on the wire is one more, because 0 means none. */
export type Members = readonly Member[];

export function single(elements: readonly Member['element'][]): Member[] {
  return elements.map((element) => ({ element, many: false }));
}

export function arrays(elements: readonly Member['element'][]): Member[] {
  return elements.map((element) => ({ element, many: true }));
}
