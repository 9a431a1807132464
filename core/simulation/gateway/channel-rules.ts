import { attributeProblems } from './attribute-rules.ts';
import { type ChannelType, isNumber } from './extraction-rules.ts';
import type { Seen, SeenAttributes } from './submission.ts';

/** A channel whose group has what its type asks for. */
export type Extracted = { name: string; type: ChannelType; attributes: SeenAttributes; members: ReadonlyMap<string, Seen> };

type ChannelRule = { type: ChannelType; holds(channel: Extracted): boolean; reason: string };

const isArray = ({ kind, shape }: Seen) => kind !== 'empty' && shape.length > 0;
/** What becomes a list of floats: also rows of one element each, and an empty list of anything. Texts never do. */
const isFloats = (seen: Seen) =>
  isArray(seen) && (seen.shape[0] === 0 || (isNumber(seen.kind) && seen.shape.slice(1).every((size) => size === 1)));
const isPixels = ({ kind, size, signed, bigEndian }: Seen) => kind === 'int' && !signed && !bigEndian && (size === 1 || size === 2);
const member = ({ members }: Extracted, name = 'data'): Seen => members.get(name) ?? absent;
const absent: Seen = { kind: 'empty', size: 0, signed: false, bigEndian: false, shape: [], texts: [], number: null, checksum: '' };

/** Rows before the optional attributes are looked at, in the Gateway's order; all that hold are told. */
const required: readonly ChannelRule[] = [
  { type: 'image', holds: (it) => !isArray(member(it)), reason: 'data has wrong datatype, should be ndarray' },
  { type: 'float_image', holds: (it) => !isArray(member(it)), reason: 'data has wrong datatype, should be ndarray' },
  { type: 'waveform', holds: (it) => !isFloats(member(it, 'x')), reason: 'x attribute must be a list of floats' },
  { type: 'waveform', holds: (it) => !isFloats(member(it, 'y')), reason: 'y attribute must be a list of floats' },
  { type: 'vector', holds: (it) => !isFloats(member(it)), reason: 'data has wrong datatype, should be list[float]' },
];

/** And after. */
const datasets: readonly ChannelRule[] = [
  { type: 'image', holds: (it) => isArray(member(it)) && isPixels(member(it)) && isLine(member(it)), reason: 'data has wrong shape' },
  {
    type: 'image',
    holds: (it) => !isArray(member(it)) || !isPixels(member(it)),
    reason: 'data has wrong datatype, should be uint16 or uint8',
  },
  // A single text is a line of characters to it; a single number it fails on.
  { type: 'float_image', holds: (it) => isLine(member(it)) || !isArray(member(it)), reason: 'data has wrong shape' },
  { type: 'waveform', holds: (it) => !isArray(member(it, 'x')), reason: 'x attribute has wrong shape' },
  { type: 'waveform', holds: (it) => isArray(member(it, 'x')) && !isFloats(member(it, 'x')), reason: wrongList('x') },
  { type: 'waveform', holds: (it) => !isArray(member(it, 'y')), reason: 'y attribute has wrong shape' },
  { type: 'waveform', holds: (it) => isArray(member(it, 'y')) && !isFloats(member(it, 'y')), reason: wrongList('y') },
];

/** Why the Gateway leaves this channel out; none where it takes it. */
export function problemsOf(channel: Extracted): string[] {
  const told = (rules: readonly ChannelRule[]) => rules.filter(({ type, holds }) => type === channel.type && holds(channel));
  const length = member(channel).shape[0] ?? member(channel).texts[0]?.length ?? 0;
  return [
    ...told(required).map(({ reason }) => reason),
    ...attributeProblems(channel.type, channel.attributes, length),
    ...told(datasets).map(({ reason }) => reason),
  ];
}

/** An empty list has no element of a wrong kind. */
function isLine({ shape }: Seen): boolean {
  return shape.length === 1 && shape[0] !== 0;
}

function wrongList(name: string): string {
  return `${name} attribute has wrong datatype, should be a list of floats`;
}
