import { type Answer, refused, unknownError } from './answer.ts';
import { type Extracted, problemsOf } from './channel-rules.ts';
import { extract } from './extraction-rules.ts';
import { killsChecking, killsStoring } from './killers.ts';
import type { Manifest } from './manifest.ts';
import { refusalOfRoot, textOf, warningsOf } from './root-rules.ts';
import { readShotNumber } from './shot-number.ts';
import type { Seen, SeenChannel, Submission } from './submission.ts';
import { type ReadTime, readTimestamp, recordIdOf } from './timestamp.ts';

/** The four by which the Gateway knows that two files are of one record. */
export type RecordMetadata = { time: ReadTime; shotnum: bigint | null; activeArea: string | null; activeExperiment: string | null };

export type Judged = {
  id: string;
  metadata: RecordMetadata;
  version: string | null;
  /** Could be read; in the file's order. `refusals` empty: taken. `kills`: why storing it would fail. */
  channels: readonly { channel: Extracted; refusals: string[]; kills: string | null }[];
  /** Could not be read. */
  rejected: ReadonlyMap<string, string[]>;
  warnings: string[];
  /** The database would refuse the record itself. */
  kills: boolean;
};

const noTimestamp = refused(
  400,
  "Invalid timestamp metadata. Expected key 'timestamp' with value formatted, for example as: '2025-04-07T14:28:16+00:00'.",
);
const noManifest = refused(
  400,
  'There is no manifest file stored in the database, channel checks against cannot occur unless there is one present',
);

export type JudgeOptions = {
  manifest: Manifest | null;
  /** The Gateway's coming option: fractions of a second are taken, and the record's ID has three digits of them. */
  milliseconds: boolean;
};

/** What the Gateway makes of a file before it looks into its database, in its own order: the first refusal is the answer. */
export function judge({ attributes, channels }: Submission, { manifest, milliseconds }: JudgeOptions): Judged | { refused: Answer } {
  const time = readTimestamp(textOf(attributes.get('timestamp')) ?? '', milliseconds);
  if (time === null) return { refused: noTimestamp };
  const extracted: Extracted[] = [];
  const rejected = new Map<string, string[]>();
  for (const [name, channel] of channels) {
    if (manifest === null) return { refused: noManifest };
    const found = extract({ name, channel, manifest });
    if (found.state === 'kills') return { refused: unknownError(`${name} is nothing it can read`) };
    if (found.state === 'rejected') rejected.set(name, found.reasons);
    else extracted.push({ name, type: found.type, ...contentOf(channel) });
  }
  const shot = readShotNumber(attributes.get('shotnum'));
  if ('refused' in shot) return shot;
  const root = refusalOfRoot(attributes);
  if (root !== null) return { refused: root };
  if (manifest === null) return { refused: noManifest };
  for (const channel of extracted) {
    const why = killsChecking(channel);
    if (why !== null) return { refused: unknownError(`${channel.name}: ${why}`) };
  }
  return {
    id: recordIdOf(time, milliseconds),
    metadata: {
      time,
      shotnum: shot.value,
      activeArea: textOf(attributes.get('active_area')),
      activeExperiment: textOf(attributes.get('active_experiment')),
    },
    version: textOf(attributes.get('epac_ops_data_version')),
    channels: extracted.map((channel) => ({ channel, refusals: problemsOf(channel), kills: killsStoring(channel) })),
    rejected,
    warnings: warningsOf(attributes),
    kills: shot.kills,
  };
}

function contentOf(channel: SeenChannel): Pick<Extracted, 'attributes' | 'members'> {
  if (channel.kind !== 'group') return { attributes: new Map(), members: new Map() };
  const members = [...channel.members].filter((entry): entry is [string, Seen] => typeof entry[1] !== 'string');
  return { attributes: channel.attributes, members: new Map(members) };
}
