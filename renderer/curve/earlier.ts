import type { PulseFacts } from '../../core/contract/api.ts';
import type { PreviewApi, PreviewChannel } from '../../core/contract/preview.ts';
import type { ReadCurve } from './read-curve.ts';
import type { Series } from './series.ts';

export type EarlierCurve = { pulse: PulseFacts; series: Series };
/** `without`: pulses looked at that have not this channel as a curve, or can't be read. `isFull`: more points than are kept at a time. */
export type Earlier = { curves: EarlierCurve[]; without: number; isWhole: boolean; isFull: boolean };
export const noEarlier: Earlier = { curves: [], without: 0, isWhole: false, isFull: false };

/** Of all curves together, some 128 MB. */
export const earlierPointsMost = 8_000_000;

type EarlierRequest = {
  neighbours: PreviewApi['neighbourPulses'];
  preview: PreviewApi['previewPulse'];
  readCurve: ReadCurve;
  pulse: PulseFacts;
  channel: string;
  count: number;
  signal: AbortSignal;
  onFound(earlier: Earlier): void;
};

/** A channel that stopped long ago is not looked for through the whole journal. */
const withoutMost = 20;

/** From the pulse backwards, one after the other; tells after each one. Ends when there are enough, or no more. Rejects with the signal's reason. */
export async function readEarlier({
  neighbours,
  preview,
  readCurve,
  pulse,
  channel,
  count,
  signal,
  onFound,
}: EarlierRequest): Promise<void> {
  let earlier: Earlier = noEarlier;
  let at = pulse;
  let points = 0;
  while (earlier.curves.length < count && earlier.without < withoutMost) {
    const { previous } = await neighbours({ timestampNs: at.timestampNs });
    signal.throwIfAborted();
    if (previous === null) break;
    at = previous;
    const series = await curveAt(at);
    signal.throwIfAborted();
    points += series?.y.length ?? 0;
    if (points > earlierPointsMost) {
      earlier = { ...earlier, isFull: true };
      break;
    }
    earlier =
      series === null ? { ...earlier, without: earlier.without + 1 } : { ...earlier, curves: [...earlier.curves, { pulse: at, series }] };
    onFound(earlier);
  }
  onFound({ ...earlier, isWhole: true });

  async function curveAt(of: PulseFacts): Promise<Series | null> {
    try {
      const found = await channelAt(of);
      return found === undefined ? null : await readCurve(found, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Error) return null; // its file is gone or broken: the others are drawn
      throw error;
    }
  }

  async function channelAt(of: PulseFacts): Promise<PreviewChannel | undefined> {
    const { channels } = await preview(of);
    return channels.find((each) => each.channel === channel && each.kind === 'curve');
  }
}
