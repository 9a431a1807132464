import type { SmallValue } from './device-values.ts';

/** What can be captured, for choosing: real names, and what comes under them. */

export type TopicsFound = {
  topics: string[];
  /** Beyond those, not told. */
  beyond: number;
};

export type PvsFound = {
  pvs: string[];
  /** There are more than these. */
  isMore: boolean;
  /** Why the Archiver could not list its names: one is tried as it is typed then. null where it could. */
  unlisted: string | null;
};

export type PeekSource = { kind: 'kafka'; topic: string } | { kind: 'archiver'; pv: string };

/** What a value is, without its numbers. */
export type ValueFacts = {
  kind: 'number' | 'text' | 'texts' | 'array' | 'image' | 'encoded-image' | 'xy' | 'table';
  /** numpy's name of its elements; of an encoded image its codec. */
  dtype: string | null;
  /** Empty for one value. Of an image rows come before columns. */
  shape: number[];
  /** One value as text, cut short; null where there are many. */
  shown: string | null;
};

/** Small enough for a card. */
export type Picture = Extract<SmallValue, { kind: 'curve' | 'image' }>;

/** The newest message or sample. */
export type Newest = {
  /** FlatBuffers schema ID; null for the Archiver. */
  schema: string | null;
  /** In the newest messages of the topic; none where the schema has no such field. */
  sourceNames: string[];
  value: ValueFacts;
  picture: Picture | null;
  columns: ({ name: string; units: string | null } & ValueFacts)[];
  units: string | null;
  pulseId: string | null;
  alarm: { severity: string; status: string } | null;
  /** Of the whole message; of a sample its value. */
  bytes: number;
};

export type Peek = {
  /** ISO 8601: when it was sent or taken; null where there is none. */
  at: string | null;
  newest: Newest | null;
  /** Why there is nothing to read, or why it cannot be read. null where it was. */
  why: string | null;
};

export type BrowseApi = {
  /** All words of the text stand in the name, whatever their case. */
  searchTopics(request: { text: string; limit: number }): Promise<TopicsFound>;
  /** A part of the name, or a pattern with * and ?. */
  searchPvs(request: { text: string; limit: number }): Promise<PvsFound>;
  peek(request: { source: PeekSource }): Promise<Peek>;
};
export const browseCommands = ['searchTopics', 'searchPvs', 'peek'] as const satisfies readonly (keyof BrowseApi)[];
export const browseMost = 500;
