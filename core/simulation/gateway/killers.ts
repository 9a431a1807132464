import { elementsOf } from '../../hdf5/numbers.ts';
import { readsAsTooLargeInteger } from '../../hdf5/scalar.ts';
import type { Extracted } from './channel-rules.ts';
import { isNumber } from './extraction-rules.ts';
import type { Seen } from './submission.ts';

/** A row: what the Gateway does not look at before it works with it, and so answers 500 for the whole file. */
type Killer = { why: string; holds(channel: Extracted): boolean };

const dataOf = ({ members }: Extracted): Seen | undefined => members.get('data');
const axes = (channel: Extracted) => dataOf(channel)?.shape.length ?? 0;
const isSingleNumber = (channel: Extracted) =>
  axes(channel) === 0 && (dataOf(channel)?.kind === 'empty' || isNumber(dataOf(channel)?.kind ?? 'empty'));
const isOf = (type: Extracted['type']) => (channel: Extracted) => channel.type === type;
const isImage = isOf('image');
const isFloatImage = isOf('float_image');
const isVector = isOf('vector');
const isWaveform = isOf('waveform');

/** While it checks: these kill the file even where the channel is refused for something else. */
const whileChecking: readonly Killer[] = [
  { why: 'a float_image of a single number', holds: (it) => isFloatImage(it) && isSingleNumber(it) },
  { why: 'a vector of a single number', holds: (it) => isVector(it) && isSingleNumber(it) },
];

/** While it makes pictures of them and stores them: these kill the file only where the channel is accepted. */
const whileStoring: readonly Killer[] = [
  { why: 'a dot in the name', holds: (it) => it.name.includes('.') && (isImage(it) || isFloatImage(it) || isWaveform(it)) },
  { why: 'an empty picture', holds: (it) => (isImage(it) || isFloatImage(it)) && elementsOf(dataOf(it)?.shape ?? []) === 0 },
  { why: 'a picture of three axes', holds: (it) => isImage(it) && axes(it) > 2 && !isColour(it) },
  { why: 'a float_image of three axes', holds: (it) => isFloatImage(it) && axes(it) > 2 },
  { why: 'a float_image of texts', holds: (it) => isFloatImage(it) && !isNumber(dataOf(it)?.kind ?? 'other') },
  { why: 'x and y of different lengths', holds: (it) => isWaveform(it) && it.members.get('x')?.shape[0] !== it.members.get('y')?.shape[0] },
  {
    why: 'a text that reads as an integer of more than 64 bits',
    holds: (it) => it.type === 'scalar' && (dataOf(it)?.texts ?? []).some(readsAsTooLargeInteger),
  },
];

/** Why the Gateway would fail on it, whatever else it says of it; null where it would not. */
export function killsChecking(channel: Extracted): string | null {
  return whileChecking.find(({ holds }) => holds(channel))?.why ?? null;
}

/** Why the Gateway would fail on storing it; null where it would not. */
export function killsStoring(channel: Extracted): string | null {
  return whileStoring.find(({ holds }) => holds(channel))?.why ?? null;
}

/** 8 bits of two, three or four colours pass as a picture, unless a larger bit depth makes 16 of them. */
function isColour(channel: Extracted): boolean {
  const data = dataOf(channel);
  const bitDepth = channel.attributes.get('bit_depth')?.number ?? (data?.size === 1 ? 8 : 16);
  return Number(bitDepth) <= 8 && data?.shape.length === 3 && [2, 3, 4].includes(data.shape[2] ?? 0);
}
