import { numberTypes } from './element-types.ts';
import { plainHeader, type Schema } from './schema.ts';
import { knownTime } from './time.ts';
import { typedNumbers } from './typed-bytes.ts';

/** EPAC's waveform before pva0. It has no source name: topic or key tells the channel. */
export const wa00 = {
  kind: 'reading',
  header: (root) => ({ ...plainHeader(null, knownTime(root.uint64(4))), units: root.text(18) || null }),
  value(root) {
    const x = typedNumbers(root, { type: 8, data: 12, codes: numberTypes });
    const y = typedNumbers(root, { type: 10, data: 14, codes: numberTypes });
    // x is required by the schema, so that "none" can only travel as an empty one.
    return { kind: 'xy', x: x.bytes.length === 0 ? null : x, y, xUnits: root.text(16) || null, yUnits: root.text(18) || null };
  },
} satisfies Schema;
