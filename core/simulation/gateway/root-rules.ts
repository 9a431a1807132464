import { type Answer, refused, unknownError } from './answer.ts';
import type { Seen, SeenAttributes } from './submission.ts';

/** One row: where it holds, the Gateway refuses the whole file with this answer. */
type RootRule = { holds(attributes: SeenAttributes): boolean; answer: Answer };

/** In the Gateway's own order, after the timestamp, the channels and the pulse ID have been read. */
const rootRules: readonly RootRule[] = [
  { holds: (it) => !it.has('epac_ops_data_version'), answer: refused(400, 'epac_ops_data_version does not exist') },
  {
    holds: (it) => !isText(it.get('epac_ops_data_version')),
    answer: refused(400, 'epac_ops_data_version has wrong datatype. Should be string'),
  },
  { holds: (it) => version(it)[0] !== '1', answer: refused(400, 'epac_ops_data_version major version was not 1') },
  // It reads the second part as a number without looking whether there is one.
  { holds: (it) => !/^\s*[+-]?\d+(_\d+)*\s*$/.test(version(it)[1] ?? ''), answer: unknownError('a version without a second number') },
  { holds: (it) => !it.has('active_area'), answer: refused(400, 'active_area is missing') },
  { holds: (it) => !isText(it.get('active_area')), answer: refused(400, 'active_area has wrong datatype. Expected string') },
  {
    holds: (it) => it.has('active_experiment') && !isText(it.get('active_experiment')),
    answer: refused(400, 'active_experiment has wrong datatype. Expected string'),
  },
];

/** What the Gateway says of the root; null where it takes it. */
export function refusalOfRoot(attributes: SeenAttributes): Answer | null {
  return rootRules.find(({ holds }) => holds(attributes))?.answer ?? null;
}

export function warningsOf(attributes: SeenAttributes): string[] {
  return Number((version(attributes)[1] ?? '').replaceAll('_', '')) > 2 ? ['File minor version number too high (expected <=2)'] : [];
}

/** A single text of variable length: all else is another type to the Gateway. */
export function isText(seen: Seen | undefined): boolean {
  return seen?.kind === 'text' && seen.shape.length === 0;
}

export function textOf(seen: Seen | undefined): string | null {
  return seen !== undefined && isText(seen) ? (seen.texts[0] ?? '') : null;
}

function version(attributes: SeenAttributes): string[] {
  return (textOf(attributes.get('epac_ops_data_version')) ?? '').split('.');
}
