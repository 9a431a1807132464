import { ExporterError } from '../../core/contract/errors.ts';
import type { PreviewChannel } from '../../core/contract/preview.ts';
import type { ReadData } from '../connect/data.ts';
import { createKept } from '../preview/kept.ts';
import { type Numbers, readSlice } from '../preview/slice.ts';
import { type Series, seriesOf } from './series.ts';

/** Some 128 MB: eight curves of a million points. */
const pointsKept = 8_000_000;
/** More would fill the page's memory; the Files screen shows such by parts. */
export const pointsMost = 10_000_000;

export type CurveChannel = Pick<PreviewChannel, 'channel' | 'file' | 'type' | 'shape'>;
export type ReadCurve = (channel: CurveChannel, signal: AbortSignal) => Promise<Series>;

/** Keeps what was read last: a file never changes. */
export function createCurves(): (readData: ReadData) => ReadCurve {
  const kept = createKept<Series>(pointsKept, ({ y }) => y.length);
  return (readData) => async (channel, signal) => {
    const key = `${channel.channel}\n${channel.file}`;
    const found = kept.get(key) ?? (await read(readData, channel, signal));
    signal.throwIfAborted();
    kept.set(key, found);
    return found;
  };
}

async function read(readData: ReadData, { channel, file, type, shape }: CurveChannel, signal: AbortSignal): Promise<Series> {
  const count = shape.reduce((all, each) => all * each, 1);
  if (count > pointsMost)
    throw new ExporterError(
      'VALUE_TOO_LARGE',
      `${channel} has ${count} points, more than are drawn here. Open its file in Files to see a part of it.`,
    );
  const numbers = async (dataset: string): Promise<Numbers> =>
    (await readSlice(readData, { file, dataset: `/${channel}/${dataset}` }, signal)).numbers;
  if (type !== 'waveform') return seriesOf(await numbers('data'), null);
  const [x, y] = await Promise.all([numbers('x'), numbers('y')]);
  return seriesOf(y, x);
}
