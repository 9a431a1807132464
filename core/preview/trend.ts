import type { CaptureSummary } from '../contract/api.ts';
import { ExporterError, messageOf } from '../contract/errors.ts';
import type { PreviewApi, TrendPage, TrendPoint, TrendQuantity } from '../contract/preview.ts';
import { type FilePlaces, resolveFile } from '../explorer/resolve-file.ts';
import type { FileReader } from '../hdf5/port.ts';
import type { Journal } from '../journal/port.ts';

type TrendRequest = Parameters<PreviewApi['trend']>[0];
type TrendPorts = {
  journal: Pick<Journal, 'capturesIn' | 'get'>;
  reader: Pick<FileReader, 'look'>;
  places: FilePlaces;
  signal: AbortSignal;
};

/** Captures that are read over a whole span; of more only one of so many. A week at a minute is 10,080. */
const readMost = 4000;

/** A value of one channel over captures, page by page; `after` is where the page before ended, with how many are passed over. */
export async function readTrend(request: TrendRequest, { journal, reader, places, signal }: TrendPorts): Promise<TrendPage> {
  const { channel, quantity, fromNs, toNs, limit } = request;
  const place = placeOf(request.after);
  const captures = place?.captures ?? (await journal.capturesIn({ fromNs, toNs, every: 1, limit: 1 })).total ?? 0;
  const every = Math.max(1, Math.ceil(captures / readMost));
  const after = place === null ? {} : { after: place };
  const { captures: page } = await journal.capturesIn({ fromNs, toNs, every, limit, ...after });
  let units: string | null = null;
  const points: TrendPoint[] = [];
  for (const capture of page) {
    const { value, units: told, why } = await pointOf(capture);
    units = told ?? units;
    points.push({ pulse: capture.pulse, captureId: capture.captureId, value, why });
  }
  const last = page.at(-1);
  const next = last === undefined || page.length < limit ? null : `${last.captureId} ${last.pulse.timestampNs} ${captures}`;
  return { points, units, captures, every, next };

  async function pointOf(capture: CaptureSummary): Promise<{ value: number | null; units: string | null; why: string | null }> {
    if (capture.removedAt !== undefined) return gap(`Its file was removed ${capture.removedAt.slice(0, 10)}.`);
    if (capture.file === null) return gap(await whyNot(capture));
    try {
      const path = await resolveFile(capture.file, places);
      const { quantity: found } = await reader.look(path, { of: 'quantity', channel, quantity }, signal);
      if (found === null) return gap(await whyNot(capture));
      return found.value === null ? { ...found, why: `${channel} has no ${words[quantity]}.` } : { ...found, why: null };
    } catch (error) {
      if (signal.aborted) throw error;
      return gap(messageOf(error));
    }
  }

  async function whyNot({ captureId, verdict }: CaptureSummary): Promise<string> {
    const outcome = (await journal.get(captureId))?.outcomes.find((each) => each.channel === channel);
    if (outcome !== undefined && outcome.code !== 'captured') return `${outcome.code}: ${outcome.sentence}`;
    return verdict === 'failed' ? 'The capture failed.' : `${channel} was not expected.`;
  }
}

const words: Readonly<Record<TrendQuantity, string>> = {
  ...{ value: 'number', mean: 'mean', sum: 'sum', max: 'largest value', saturated: 'saturated pixels' },
  ...{ centroidX: 'centroid', centroidY: 'centroid', fwhmX: 'width', fwhmY: 'width' },
};

function gap(why: string): { value: null; units: null; why: string } {
  return { value: null, units: null, why };
}

function placeOf(after: string | undefined): { captureId: string; timestampNs: string; captures: number } | null {
  if (after === undefined) return null;
  const [, captureId, timestampNs, captures] = /^(\d{1,15}) (\d{1,19}) (\d{1,9})$/.exec(after) ?? [];
  if (captureId === undefined || timestampNs === undefined || captures === undefined)
    throw new ExporterError('BAD_REQUEST', 'A trend goes on with the "next" of the page before.');
  return { captureId, timestampNs, captures: Number(captures) };
}
