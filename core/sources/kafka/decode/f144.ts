import { arrays, type Members, numberTypes, single } from './element-types.ts';
import { plainHeader, type Schema } from './schema.ts';
import { knownTime } from './time.ts';
import { unionValue } from './union-value.ts';

export const f144Members: Members = [...single(numberTypes), ...arrays(numberTypes)];

/** Log data of ESS. */
export const f144 = {
  kind: 'reading',
  header: (root) => plainHeader(root.text(4), knownTime(root.int64(6))),
  value: (root) => unionValue(root, 8, f144Members),
} satisfies Schema;
