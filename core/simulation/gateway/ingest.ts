import { type Answer, json, refused, unknownError } from './answer.ts';
import type { Extracted } from './channel-rules.ts';
import type { GatewayFaultBoard } from './faults.ts';
import { type Judged, judge } from './judge.ts';
import type { Manifest } from './manifest.ts';
import { compare, type RecordStore, type Snapshot, type StoredChannel, stored } from './records.ts';
import type { Seen, Submission } from './submission.ts';

export type IngestPorts = {
  manifest: Manifest | null;
  milliseconds: boolean;
  records: RecordStore;
  faults: GatewayFaultBoard;
  /** What the object store takes of time: here other uploads have their turn, and two first uploads of a record may meet. */
  storing(): Promise<void>;
};

const lostRace = refused(400, 'Session name already exists for this user.');

type Decided = { accepted: Judged['channels'][number][]; rejected: Map<string, string | string[]> };

/** From a file that has been read to the Gateway's answer; `null` is one that is no HDF5 file. */
export async function ingest(submission: Submission | null, ports: IngestPorts): Promise<Answer> {
  if (submission === null) return unknownError('no HDF5 file');
  const judged = judge(submission, ports);
  if ('refused' in judged) return judged.refused;
  const { records, faults } = ports;
  const seen = records.look(judged.id, judged.metadata.shotnum);
  const merge = seen === null ? 'new' : compare(judged.metadata, seen.metadata);
  if (merge !== 'new' && merge !== 'merge') return refused(400, merge);
  const { accepted, rejected } = decide(judged, seen, faults);
  const killer = accepted.find(({ kills }) => kills !== null);
  if (killer !== undefined) return unknownError(`${killer.channel.name}: ${killer.kills}`);
  await ports.storing();
  const kept = new Map<string, StoredChannel>();
  for (const { channel } of accepted) {
    if (channel.type !== 'scalar' && faults.comes('gateway-store-failure', channel.name))
      rejected.set(channel.name, ['Upload to Echo failed']);
    else kept.set(channel.name, toStored(channel));
  }
  if (judged.kills) return unknownError('a pulse ID of more than 64 bits');
  const response = { accepted_channels: [...kept.keys()], rejected_channels: Object.fromEntries(rejected), warnings: judged.warnings };
  if (seen !== null && merge === 'merge') {
    records.update(judged.id, seen.version + 1, kept);
    return json(200, { message: `Updated ${seen.id}`, response });
  }
  const metadata = stored(judged.metadata, judged.version);
  if (seen === null && faults.comes('gateway-race')) records.insert(judged.id, metadata, new Map());
  if (!records.insert(judged.id, metadata, kept)) return lostRace;
  return json(201, { message: `Added as ${judged.id}`, response }, { Location: `/records/${judged.id}` });
}

/** First come, first stored: what the record has already is refused, unless the object store has lost it. */
function decide(judged: Judged, seen: Snapshot | null, faults: GatewayFaultBoard): Decided {
  const rejected = new Map<string, string | string[]>(judged.rejected);
  const accepted = judged.channels.filter(({ channel: { name, type }, refusals }) => {
    if (refusals.length > 0) rejected.set(name, refusals);
    else if (seen?.channels.has(name) && (type === 'scalar' || !faults.comes('gateway-objects-gone', name)))
      rejected.set(name, 'Channel is already present in existing record');
    else return true;
    return false;
  });
  return { accepted, rejected };
}

/** What the Gateway keeps of a group; further attributes it drops. */
const keptAttributes = /^(units|labels|[xy]_units|exposure_time_s|gain|bit_depth|[xy]_pixel_size|[xy]_pixel_units)$/;

function toStored({ type, attributes, members }: Extracted): StoredChannel {
  const datasets = [...members].map(([name, { kind, size, signed, shape, checksum }]) => ({
    ...{ name, shape, checksum },
    dtype: kind === 'int' ? `${signed ? '' : 'u'}int${size * 8}` : kind === 'float' ? `float${size * 8}` : kind,
  }));
  const metadata = [...attributes].flatMap(([name, seen]) => (keptAttributes.test(name) ? [[name, plain(seen)] as const] : []));
  const [only] = members.values();
  const data = type === 'scalar' && only !== undefined ? plainScalar(only) : null;
  return { type, datasets, metadata: Object.fromEntries(metadata), data };
}

function plain({ texts, shape, number }: Seen): string | number | string[] {
  if (number !== null) return Number(number);
  return shape.length === 0 ? (texts[0] ?? '') : [...texts];
}

/** Texts that read as a whole number become one. */
function plainScalar({ texts, number }: Seen): string | number {
  if (number !== null) return Number(number);
  const text = texts[0] ?? '';
  return /^\s*[+-]?\d+(_\d+)*(\.0+)?\s*$/.test(text) ? Number(text.replaceAll('_', '')) : text;
}
