import type { ChannelOutcome } from '../contract/api.ts';
import type { MissedChannel } from '../contract/group.ts';
import { type MissingReason, reasonChannelsShown } from '../contract/report.ts';
import type { LeftOutFacts } from '../contract/uploads.ts';

/** With all channels it is about. */
export type Reason = Pick<MissingReason, 'stage' | 'code' | 'what' | 'sentence'> & { channels: readonly string[] };

/** The same for every pulse that lacks the same for the same cause. */
export function causeKey({ stage, code, what }: Pick<Reason, 'stage' | 'code' | 'what'>): string {
  return JSON.stringify([stage, code, what]);
}

export function toMissingReason({ stage, code, what, sentence, channels }: Reason): MissingReason {
  return { stage, code, what, sentence, channels: channels.slice(0, reasonChannelsShown), channelCount: channels.length };
}

/** Of the whole pulse. */
export function wholeReason(stage: Reason['stage'], code: string, sentence: string): Reason {
  return { stage, code, what: '', sentence, channels: [] };
}

/** A source that did not answer is one cause for all its channels; else each device has its own. */
export function reasonsOf(missed: readonly ChannelOutcome[]): Reason[] {
  return merged(
    missed.map(({ channel, device, code, failure, sentence }) => ({
      ...{ stage: 'capture', code, sentence, channels: [channel] },
      what: code === 'unreachable' && failure !== undefined ? failure.code : device,
    })),
  );
}

/** What other exporters missed: their own journals know the devices and the sentences. `known` are outcomes of this one's. */
export function groupReasons(missed: readonly MissedChannel[], known: ReadonlyMap<string, ChannelOutcome>): Reason[] {
  const [own, others] = [
    [...missed.flatMap(({ channel }) => known.get(channel) ?? [])],
    missed.filter(({ channel }) => !known.has(channel)),
  ];
  return [
    ...reasonsOf(own),
    ...merged(
      others.map(({ channel, code, exporter }) => ({
        ...{ stage: 'capture', code, channels: [channel] },
        what: code === 'lost' || code === 'unreachable' ? exporter : channel,
        sentence: `${channel}: ${code} at exporter ${exporter}, whose journal says more.`,
      })),
    ),
  ];
}

export function refusedReasons(leftOut: readonly LeftOutFacts[]): Reason[] {
  return merged(
    leftOut.map(({ channel, sentence }) => ({ stage: 'upload', code: 'refused', what: channel, sentence, channels: [channel] })),
  );
}

function merged(single: readonly Reason[]): Reason[] {
  return [...Map.groupBy(single, causeKey).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, channels: [...new Set(same.flatMap(({ channels }) => channels))] }];
  });
}
