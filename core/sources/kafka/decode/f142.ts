import { arrays, type Members, numberTypes, single } from './element-types.ts';
import { f142Alarm } from './f142-alarm.ts';
import { plainHeader, type Schema } from './schema.ts';
import { knownTime } from './time.ts';
import { unionValue } from './union-value.ts';

/** ESS added the two of text at the end; EPAC has only numbers. */
export const f142Members: Members = [...single(numberTypes), ...arrays(numberTypes), ...single(['text']), ...arrays(['text'])];

/** Log data of the forwarders before pva0 and f144. Units are EPAC's addition. */
export const f142 = {
  kind: 'reading',
  header: (root) => ({
    ...plainHeader(root.text(4), knownTime(root.uint64(10))),
    alarm: f142Alarm(root),
    units: root.text(16) || null,
  }),
  value: (root) => unionValue(root, 6, f142Members),
} satisfies Schema;
