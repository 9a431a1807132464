import { isChannelName } from '../settings/channel.ts';
import type { FoundAttribute, FoundDataset, FoundFile, FoundGroup } from './found.ts';
import { checksumText } from './group.ts';
import { elementsOf, isExact } from './numbers.ts';
import type { Finding } from './port.ts';
import { readsAsTooLargeInteger } from './scalar.ts';

/** The Gateway's rules, looked at from the file's side, so that a mistake of the layout or a foreign file is seen. Empty: the Gateway takes it all. */
export function checkLayout(file: FoundFile): Finding[] {
  const findings: Finding[] = [...checkRoot(file)].map((problem) => ({ channel: null, problem }));
  for (const channel of file.strangers) findings.push({ channel, problem: 'it is no group in the root' });
  for (const [channel, group] of file.groups) {
    if (!isChannelName(channel)) findings.push({ channel, problem: `the name "${channel}" is none the Gateway takes` });
    for (const problem of checkGroup(group)) findings.push({ channel, problem });
  }
  return findings;
}

export function findingText({ channel, problem }: Finding): string {
  return channel === null ? problem : `${channel}: ${problem}`;
}

function* checkRoot({ attributes }: FoundFile): Generator<string> {
  for (const name of ['epac_ops_data_version', 'timestamp', 'active_area', 'active_experiment'])
    if (attributes.get(name)?.kind !== 'text') yield `root attribute ${name} is not a text of variable length`;
  const version = textOf(attributes.get('epac_ops_data_version'));
  if (version !== '1.2') yield `epac_ops_data_version is "${version}", not "1.2"`;
  const timestamp = textOf(attributes.get('timestamp'));
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?\+00:00$/.test(timestamp))
    yield `timestamp is "${timestamp}", not in whole seconds or milliseconds with +00:00`;
  const shotnum = attributes.get('shotnum');
  if (shotnum?.kind !== 'uint64') yield 'shotnum is not a single uint64';
  else if (!isExact(shotnum.value) || shotnum.value >= 2n ** 63n) yield `shotnum ${shotnum.value} would be rounded by the Gateway`;
}

const optional: Record<string, Record<string, FoundAttribute['kind']>> = {
  scalar: { units: 'text' },
  vector: { units: 'text', labels: 'texts' },
  waveform: { x_units: 'text', y_units: 'text' },
  float_image: { x_pixel_size: 'float64', x_pixel_units: 'text', y_pixel_size: 'float64', y_pixel_units: 'text' },
  image: {
    exposure_time_s: 'float64',
    gain: 'float64',
    x_pixel_size: 'float64',
    x_pixel_units: 'text',
    y_pixel_size: 'float64',
    y_pixel_units: 'text',
    bit_depth: 'int64',
  },
};

function* checkGroup(group: FoundGroup): Generator<string> {
  const type = textOf(group.attributes.get('channel_dtype'));
  const kinds = optional[type];
  if (kinds === undefined) return yield `channel_dtype is "${type}", none of the Gateway's types`;
  for (const [name, kind] of Object.entries(kinds)) {
    const found = group.attributes.get(name);
    if (found !== undefined && found.kind !== kind) yield `attribute ${name} has the wrong type`;
  }
  const wanted = type === 'waveform' ? ['x', 'y'] : ['data'];
  const names = [...group.members.keys()].sort();
  if (names.join() !== wanted.join()) yield `holds ${names.join(', ') || 'nothing'} instead of ${wanted.join(' and ')}`;
  for (const [name, member] of group.members) {
    if (member.kind === 'other') yield `${name} is ${member.value}`;
    else yield* checkDataset(type, name, member);
  }
  yield* checkLengths(type, group);
}

function* checkDataset(type: string, name: string, { dtype, shape, text }: FoundDataset): Generator<string> {
  const axes = type === 'scalar' ? 0 : type === 'image' || type === 'float_image' ? 2 : 1;
  if (shape.length !== axes) yield `${name} has ${shape.length} axes and not ${axes}`;
  if (axes === 2 && elementsOf(shape) === 0) yield `${name} is empty`;
  if (dtype === 'text' && type !== 'scalar') yield `${name} is a text`;
  if (text !== null && readsAsTooLargeInteger(text)) yield `${name} reads as an integer of more than 64 bits`;
  if (type === 'image' && dtype !== 'uint8' && dtype !== 'uint16') yield `${name} is ${dtype} and not uint8 or uint16`;
  if (type === 'float_image' && dtype !== 'float32' && dtype !== 'float64') yield `${name} is ${dtype} and not a float`;
}

function* checkLengths(type: string, { attributes, members }: FoundGroup): Generator<string> {
  const lengthOf = (name: string) => {
    const member = members.get(name);
    return member?.kind === 'dataset' ? member.shape[0] : undefined;
  };
  if (type === 'waveform' && lengthOf('x') !== lengthOf('y')) yield `x has ${lengthOf('x')} points and y ${lengthOf('y')}`;
  const labels = attributes.get('labels');
  if (type === 'vector' && labels?.kind === 'texts' && labels.value.length !== lengthOf('data'))
    yield `${labels.value.length} labels for ${lengthOf('data')} elements`;
}

/** Does what stands in the datasets still have the checksums that were written beside it, and are there as many channels as the root says? */
export function* checkContent(file: FoundFile): Generator<Finding> {
  for (const [channel, { attributes, members }] of file.groups) {
    const found = [...members].map(([member, dataset]) => [member, dataset.kind === 'dataset' ? dataset.checksum : ''] as const);
    const written = textOf(attributes.get('checksum'));
    const problem = `its data has the checksum "${checksumText(found)}" and was written with "${written}"`;
    if (written !== checksumText(found)) yield { channel, problem };
  }
  const captured = file.attributes.get('channels_captured');
  if (captured?.kind !== 'int64' || captured.value !== BigInt(file.groups.size))
    yield { channel: null, problem: `the root tells of ${captured?.value ?? 'no'} channels and the file has ${file.groups.size}` };
}

export function textOf(attribute: FoundAttribute | undefined): string {
  return attribute?.kind === 'text' ? attribute.value : '';
}
