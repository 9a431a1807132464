import type { DType } from '../../value.ts';
import { arrays, numberTypes } from './element-types.ts';
import { plainHeader, type Schema } from './schema.ts';
import { knownTime } from './time.ts';
import { unionValue } from './union-value.ts';

const whole = numberTypes.filter((dtype) => !dtype.startsWith('float'));
const elements: readonly DType[] = [...whole, 'float64', 'float32'];

/** float64 stands before float32 here, other than everywhere else. */
export const se00Members = arrays(elements);

/** Arrays of samples of ESS. */
export const se00 = {
  kind: 'reading',
  header: (root) => plainHeader(root.text(4), knownTime(root.int64(8))),
  value: (root) => unionValue(root, 14, se00Members),
} satisfies Schema;
