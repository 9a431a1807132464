import { type Attributes, sameAttribute } from './attribute.ts';
import type { FoundAttribute, FoundFile } from './found.ts';
import type { FileDType, Group } from './group.ts';

/** What was to be written, kept without its bytes. */
export type Expected = {
  attributes: Attributes;
  datasets: ReadonlyMap<string, { dtype: FileDType | 'text'; shape: readonly number[]; checksum: string }>;
};

export function expectedOf(group: Group): Expected {
  const datasets = group.datasets.map(({ name, dtype, shape, checksum }) => [name, { dtype, shape, checksum }] as const);
  return { attributes: group.attributes, datasets: new Map(datasets) };
}

/** Every difference between what was to be written and what is in the file, as sentences. */
export function* compareFile(root: Attributes, channels: ReadonlyMap<string, Expected>, file: FoundFile): Generator<string> {
  yield* compareAttributes('the root', root, file.attributes);
  for (const name of file.groups.keys()) if (!channels.has(name)) yield `${name} was never written and is there`;
  for (const [name, expected] of channels) {
    const found = file.groups.get(name);
    if (found === undefined) {
      yield `${name} is missing`;
      continue;
    }
    yield* compareAttributes(name, expected.attributes, found.attributes);
    if (found.members.size !== expected.datasets.size) yield `${name} has ${found.members.size} datasets and not ${expected.datasets.size}`;
    for (const [dataset, { dtype, shape, checksum }] of expected.datasets) {
      const member = found.members.get(dataset);
      if (member?.kind !== 'dataset') yield `${name}/${dataset} is missing`;
      else if (member.dtype !== dtype) yield `${name}/${dataset} is ${member.dtype} and not ${dtype}`;
      else if (member.shape.join() !== shape.join()) yield `${name}/${dataset} has the shape (${member.shape}) and not (${shape})`;
      else if (member.checksum !== checksum) yield `${name}/${dataset} holds other data than was written`;
    }
  }
}

function* compareAttributes(where: string, expected: Attributes, found: ReadonlyMap<string, FoundAttribute>): Generator<string> {
  const names = Object.keys(expected);
  if (found.size !== names.length) yield `${where} has ${found.size} attributes and not ${names.length}`;
  for (const [name, attribute] of Object.entries(expected)) {
    const there = found.get(name);
    if (there === undefined || there.kind === 'other' || !sameAttribute(attribute, there))
      yield `attribute ${name} of ${where} is not as written`;
  }
}
