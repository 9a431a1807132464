import type { Manifest } from './manifest.ts';
import { isText } from './root-rules.ts';
import type { Seen, SeenChannel, SeenMember } from './submission.ts';

/** What the Gateway asks of a group before it looks at values. */
export type Extraction = { state: 'extracted'; type: ChannelType } | { state: 'rejected'; reasons: string[] } | { state: 'kills' };
export type ChannelType = Manifest['channels'][string]['type'];

type Asked = { name: string; channel: SeenChannel; manifest: Manifest };
/** One row: the first that holds decides. No reasons: the Gateway fails on it, and with it the whole file. */
type ExtractionRule = { holds(asked: Asked): boolean; reasons: ((asked: Asked) => string[]) | null };

const unexpected = () => ['unexpected group or dataset in channel group'];

const extractionRules: readonly ExtractionRule[] = [
  { holds: ({ channel }) => channel.kind === 'broken', reasons: null },
  { holds: (it) => entryOf(it) === undefined, reasons: () => ['Channel name is not recognised (does not appear in manifest)'] },
  { holds: (it) => typeOf(it) === undefined, reasons: () => ['channel_dtype attribute is missing'] },
  // It compares a list as it would a text; one of a single text passes for that, until it is to be stored.
  { holds: (it) => isList(typeOf(it)) && (typeOf(it)?.shape[0] !== 1 || typeOf(it)?.texts[0] === entryOf(it)?.type), reasons: null },
  {
    holds: (it) => !isText(typeOf(it)) || typeOf(it)?.texts[0] !== entryOf(it)?.type,
    reasons: () => ['channel_dtype has wrong data type or its value is unsupported'],
  },
  // A dataset where a group should be is looked through element by element, which of a single one fails.
  { holds: ({ channel }) => channel.kind === 'dataset' && (channel.data.shape.length === 0 || channel.data.shape[0] === 0), reasons: null },
  { holds: ({ channel }) => channel.kind === 'dataset', reasons: unexpected },
  { holds: (it) => namesOf(it).some((name) => !wantedOf(it).includes(name)), reasons: unexpected },
  {
    holds: (it) => wantedOf(it).some((name) => isMissing(it, name)),
    reasons: (it) => wantedOf(it).flatMap((name) => (isMissing(it, name) ? [`${name} attribute is missing`] : [])),
  },
  { holds: (it) => membersOf(it).some((member) => typeof member === 'string' || member.kind === 'unreadable'), reasons: null },
  {
    holds: (it) => entryOf(it)?.type === 'scalar' && membersOf(it).some((member) => typeof member !== 'string' && !isScalar(member)),
    reasons: () => ['data has wrong datatype'],
  },
];

export function extract(asked: Asked): Extraction {
  const rule = extractionRules.find(({ holds }) => holds(asked));
  if (rule === undefined) return { state: 'extracted', type: entryOf(asked)?.type ?? 'scalar' };
  return rule.reasons === null ? { state: 'kills' } : { state: 'rejected', reasons: rule.reasons(asked) };
}

function entryOf({ name, manifest }: Asked): Manifest['channels'][string] | undefined {
  return Object.hasOwn(manifest.channels, name) ? manifest.channels[name] : undefined;
}

function typeOf({ channel }: Asked): Seen | undefined {
  return channel.kind === 'broken' ? undefined : channel.attributes.get('channel_dtype');
}

function wantedOf(asked: Asked): string[] {
  return entryOf(asked)?.type === 'waveform' ? ['x', 'y'] : ['data'];
}

function namesOf({ channel }: Asked): string[] {
  return channel.kind === 'group' ? [...channel.members.keys()] : [];
}

/** A link to nothing has a name, and nothing behind it. */
function isMissing({ channel }: Asked, name: string): boolean {
  const member = channel.kind === 'group' ? channel.members.get(name) : undefined;
  return member === undefined || member === 'broken';
}

function isList(seen: Seen | undefined): boolean {
  return seen !== undefined && (seen.shape.length > 0 || seen.kind === 'other');
}

function membersOf({ channel }: Asked): SeenMember[] {
  return channel.kind === 'group' ? [...channel.members.values()] : [];
}

/** One text, or one number, which may stand in a list of one. */
function isScalar({ kind, shape }: Seen): boolean {
  if (kind === 'text' || kind === 'bytes') return shape.length === 0;
  return isNumber(kind) && shape.every((size) => size === 1);
}

export function isNumber(kind: Seen['kind']): boolean {
  return kind === 'int' || kind === 'float' || kind === 'bool' || kind === 'complex';
}
