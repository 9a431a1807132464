import type { Clock } from './clock.ts';
import type { CaptureDetails } from './contract/api.ts';
import { ExporterError, toFailure } from './contract/errors.ts';
import { type Retention, type RetentionApi, retentionTopics, type SourceRetention } from './contract/retention.ts';
import type { Browse } from './intake/browse.ts';
import type { Journal } from './journal/port.ts';
import type { ChannelSettings, DeviceSettings } from './settings/schema.ts';
import type { Perhaps, TopicKeeping } from './sources/kafka/topic-log.ts';

export type RetentionPorts = {
  journal: Pick<Journal, 'get'>;
  browse: Pick<Browse, 'keeping'>;
  devices(): readonly DeviceSettings[];
  clock: Pick<Clock, 'wallMs'>;
  signal: AbortSignal;
};

/** A person waits for it. */
const limitMs = 10_000;

/** Until when Kafka and the Archiver still have what a capture lacks. */
export function createRetentionAsking({ journal, browse, devices, clock, signal }: RetentionPorts): RetentionApi {
  return {
    async getRetention({ captureId }) {
      const capture = await journal.get(captureId);
      if (capture === null) throw new ExporterError('NOT_FOUND', `There is no capture ${captureId} in the journal.`);
      const lacking = lackingOf(capture, devices());
      const topics = [...lacking.topics.keys()].slice(0, retentionTopics);
      const asked = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
      const keeping = await browse.keeping(topics, asked).catch((error: unknown) => topics.map(() => unanswered(error)));
      const kept = topics.map((topic, at) => topicUntil(topic, lacking.topics.get(topic) ?? [], keeping[at], capture));
      return retentionOf(
        [...kept, ...lacking.pvs],
        topics.length < lacking.topics.size ? lacking.topics.size - topics.length : 0,
        clock.wallMs(),
      );
    },
  };
}

function unanswered(error: unknown): Perhaps<TopicKeeping> {
  return { ok: false, failure: toFailure(error) };
}

type Lacking = { topics: Map<string, string[]>; pvs: SourceRetention[] };

/** What is not expected is not lacking, and of what the settings know no more nobody can ask. */
function lackingOf({ outcomes }: CaptureDetails, devices: readonly DeviceSettings[]): Lacking {
  const known = new Map(devices.flatMap(({ channels }) => channels.map((channel) => [channel.name, channel])));
  const missed = outcomes
    .filter(({ code }) => code !== 'captured' && code !== 'skipped')
    .flatMap((outcome) => known.get(outcome.channel) ?? []);
  const topics = new Map<string, string[]>();
  for (const channel of missed)
    if (channel.source.kind === 'kafka') topics.set(channel.source.topic, [...(topics.get(channel.source.topic) ?? []), channel.name]);
  return { topics, pvs: missed.flatMap(pvOf) };
}

function pvOf({ name, source }: ChannelSettings): SourceRetention[] {
  if (source.kind !== 'archiver') return [];
  return [
    {
      name: source.pv,
      kind: 'archiver',
      channels: [name],
      until: null,
      sentence: `The Archiver keeps ${source.pv} by its own rules, usually for years.`,
    },
  ];
}

/** By the pulse's time: Kafka goes by that of the newest message of a segment, so that it may be there a little longer. */
function topicUntil(
  topic: string,
  channels: string[],
  keeping: Perhaps<TopicKeeping> | undefined,
  { pulse }: Pick<CaptureDetails, 'pulse'>,
): SourceRetention {
  const of = { name: topic, kind: 'kafka', channels } as const;
  if (keeping === undefined || !keeping.ok)
    return {
      ...of,
      until: null,
      sentence: `How long Kafka keeps topic ${topic} is not known: ${keeping?.failure.message ?? 'it was not answered.'}`,
    };
  const { ms, bytes } = keeping.value;
  const less = bytes === null ? '' : ' Its size is limited as well, so that it may be gone sooner.';
  if (ms === null) return { ...of, until: null, sentence: `Kafka keeps topic ${topic} however old it is.${less}` };
  const until = new Date(Number(BigInt(pulse.timestampNs) / 1_000_000n) + ms).toISOString();
  return { ...of, until, sentence: `Kafka keeps this pulse in topic ${topic} until ${until.slice(0, 19).replace('T', ' ')} UTC.${less}` };
}

/** Pure. `unasked`: topics beyond those asked for. */
function retentionOf(sources: readonly SourceRetention[], unasked: number, nowMs: number): Retention {
  const sorted = sources.toSorted((left, right) => (left.until ?? '~').localeCompare(right.until ?? '~'));
  return { sources: sorted, sentence: sentenceOf(sorted, unasked, nowMs) };
}

function sentenceOf(sources: readonly SourceRetention[], unasked: number, nowMs: number): string {
  if (sources.length === 0) return 'Nothing is lacking that the settings still know.';
  const [first] = sources;
  const gone = sources.filter(({ until }) => until !== null && Date.parse(until) <= nowMs);
  if (gone.length === sources.length) return `Kafka no longer keeps this pulse: ${first?.sentence ?? ''}`;
  const dated = sources.filter(({ until }) => until !== null && Date.parse(until) > nowMs);
  const more = unasked === 0 ? '' : ` ${unasked} more topics were not asked.`;
  const lost = gone.length === 0 ? '' : ` It is gone from ${gone.map(({ name }) => name).join(', ')}.`;
  const unknown = sources.find(({ until, kind }) => until === null && kind === 'kafka');
  const said = dated[0] ?? unknown ?? sources.at(-1);
  return `${said?.sentence ?? ''}${lost}${more}`;
}
