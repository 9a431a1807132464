import type { Attribute } from './attribute.ts';
import type { FileDType } from './group.ts';

/** A file as it is read back, whoever wrote it. `other` is what this exporter never writes, described. */
export type FoundAttribute = Attribute | { kind: 'other'; value: string };

export type FoundDataset = { kind: 'dataset'; dtype: FileDType | 'text'; shape: readonly number[]; checksum: string; text: string | null };

export type FoundGroup = {
  attributes: ReadonlyMap<string, FoundAttribute>;
  members: ReadonlyMap<string, FoundDataset | { kind: 'other'; value: string }>;
};

export type FoundFile = {
  attributes: ReadonlyMap<string, FoundAttribute>;
  groups: ReadonlyMap<string, FoundGroup>;
  /** Names in the root that are no groups. */
  strangers: readonly string[];
};
