import { aType, type KafkaChannelSource } from './channel.ts';
import type { ChannelPart } from './parts.ts';
import { type Problem, problem } from './problem.ts';

/** What contradicts within one channel. */
export function checkChannel({ channel, path }: ChannelPart): Problem[] {
  const { name, type, source, match, labels, xUnits, image } = channel;
  const problems: Problem[] = [];
  const say = (field: readonly PropertyKey[], sentence: string): void =>
    void problems.push(problem([...path, ...field], `Channel ${name}: ${sentence}`));

  if (source.kind === 'archiver' && match.kind === 'pulse-id')
    say(
      ['match'],
      'samples of the Archiver carry no pulse ID. Match by time: { "kind": "nearest", "toleranceMs": … } or { "kind": "last", "maxAgeMs": … }.',
    );
  if (labels !== undefined && type !== 'vector')
    say(['labels'], `labels name the elements of a vector, and this is ${aType(type)}. Take them out.`);
  if (xUnits !== undefined && type !== 'waveform')
    say(['xUnits'], `only a waveform has an x axis, and this is ${aType(type)}. Take them out.`);
  if (image !== undefined && type !== 'image' && type !== 'float_image')
    say(['image'], `image facts are for image and float_image, and this is ${aType(type)}. Take them out.`);
  if (image !== undefined && type === 'float_image')
    for (const field of ['bitDepth', 'exposureTimeS', 'gain'] as const)
      if (image[field] !== undefined) say(['image', field], `the Gateway knows ${field} for image only, not for float_image. Take it out.`);
  if (source.kind === 'kafka') for (const [field, sentence] of meaningless(type, source)) say(['source', ...field], sentence);
  return problems;
}

function meaningless(type: string, { dimensionOrder, byteOrder, columns }: KafkaChannelSource): [string[], string][] {
  const found: [string[], string][] = [];
  const picture = type === 'image' || type === 'float_image';
  if (dimensionOrder !== undefined && !picture)
    found.push([['dimensionOrder'], `only images have an order of dimensions, and this is ${aType(type)}. Take it out.`]);
  if (byteOrder !== undefined && type === 'scalar')
    found.push([['byteOrder'], 'the byte order is for arrays of ADAr and ad00, and this is a scalar. Take it out.']);
  if (columns === undefined) return found;
  const { data, x, y } = columns;
  if (data === undefined && x === undefined && y === undefined)
    found.push([['columns'], 'no column is named. Name one or take "columns" out.']);
  if (type === 'waveform' && data !== undefined) found.push([['columns', 'data'], 'a waveform has the columns x and y, not data.']);
  if (type === 'waveform' && x !== undefined && y === undefined) found.push([['columns'], 'the column for y is missing.']);
  if (type !== 'waveform' && (x ?? y) !== undefined)
    found.push([['columns'], `x and y are columns of a waveform; for ${aType(type)} name "data".`]);
  return found;
}
