import { elementsOf } from '../../hdf5/numbers.ts';
import { type ChannelType, isNumber } from './extraction-rules.ts';
import { isText } from './root-rules.ts';
import type { Seen, SeenAttributes } from './submission.ts';

/** As the Gateway compares types: lists of one number pass for a float, and only whole numbers for an int. */
const kinds = {
  text: isText,
  float: ({ kind, shape }: Seen) => isNumber(kind) && elementsOf(shape) === 1,
  int: ({ kind, shape }: Seen) => kind === 'int' && shape.length === 0,
} as const;

const pixels = [
  ['x_pixel_size', 'float'],
  ['x_pixel_units', 'text'],
  ['y_pixel_size', 'float'],
  ['y_pixel_units', 'text'],
] as const;

/** In the order in which the Gateway looks; any other attribute it ignores. */
const optional: Record<ChannelType, readonly (readonly [name: string, kind: keyof typeof kinds])[]> = {
  scalar: [['units', 'text']],
  image: [['exposure_time_s', 'float'], ['gain', 'float'], ...pixels, ['bit_depth', 'int']],
  float_image: pixels,
  waveform: [
    ['x_units', 'text'],
    ['y_units', 'text'],
  ],
  vector: [['units', 'text']],
};

/** `length` is that of a vector's data. */
export function attributeProblems(type: ChannelType, attributes: SeenAttributes, length: number): string[] {
  const problems = optional[type].flatMap(([name, kind]) => {
    const seen = attributes.get(name);
    return seen === undefined || kinds[kind](seen) ? [] : [wrong(name)];
  });
  const labels = attributes.get('labels');
  if (type !== 'vector' || labels === undefined) return problems;
  // What is no list at all has no length either.
  if (labels.shape.length === 0) return [...problems, wrong('labels')];
  if (labels.shape[0] !== 0 && (labels.kind !== 'text' || labels.shape.length > 1)) problems.push(wrong('labels'));
  if (labels.shape[0] !== length) problems.push('labels attribute has wrong length');
  return problems;
}

function wrong(name: string): string {
  return `${name} attribute has wrong datatype`;
}
