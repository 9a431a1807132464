import { z } from 'zod';
import { ExporterError } from '../../contract/errors.ts';
import { messageOf } from '../../http/page-words.ts';
import type { ArchiverSettings } from '../../settings/sources.ts';
import type { ArchiverHttp } from './http.ts';

/** `since` is the time of its last sample in the appliance's own words, empty where it has none. */
export type PvStatus = { state: 'connected' | 'disconnected' | 'paused' | 'not-archived' | 'unknown'; since: string };

/** Everything is text in the appliance's answer, the boolean too. */
const statusesSchema = z.array(
  z.object({
    pvName: z.string(),
    status: z.string().default(''),
    connectionState: z.string().nullish(),
    lastEvent: z.string().nullish(),
  }),
);

/** A real appliance took a URL of 7,690 characters and refused 8,490. */
const maxUrlLength = 7000;

export async function askStatus(
  http: ArchiverHttp,
  { managementUrl }: ArchiverSettings,
  pvs: readonly string[],
  limitMs: number,
  signal: AbortSignal,
): Promise<Map<string, PvStatus>> {
  if (managementUrl === undefined)
    throw new ExporterError('BAD_SETTINGS', 'sources.archiver.managementUrl is not set, so nobody can say whether a PV is connected.');
  const base = `${managementUrl.replace(/\/+$/, '')}/bpl/getPVStatus?pv=`;
  const answers = await Promise.all(batches(base, pvs).map((batch) => askBatch(http, base, batch, limitMs, signal)));
  return new Map(answers.flat());
}

async function askBatch(
  http: ArchiverHttp,
  base: string,
  names: readonly string[],
  limitMs: number,
  signal: AbortSignal,
): Promise<[string, PvStatus][]> {
  const what = `the status of ${names.length} PVs`;
  const { status, body } = await http.get(base + names.join(','), what, limitMs, signal);
  if (status !== 200) {
    const code = status === 503 ? 'ARCHIVER_BUSY' : 'ARCHIVER_ERROR';
    throw new ExporterError(
      code,
      `The Archiver's management answers ${status} for ${what}: "${messageOf(body)}". Is sources.archiver.managementUrl right?`,
    );
  }
  const parsed = statusesSchema.safeParse(asJson(body));
  if (!parsed.success)
    throw new ExporterError('ARCHIVER_BAD_ANSWER', `The answer for ${what} is no list of PVs. Is sources.archiver.managementUrl right?`);
  return parsed.data.map((entry) => [
    entry.pvName,
    { state: stateOf(entry.status, entry.connectionState), since: timeIn(entry.lastEvent) },
  ]);
}

function stateOf(status: string, connectionState: string | null | undefined): PvStatus['state'] {
  if (status === 'Paused') return 'paused';
  if (status === 'Not being archived') return 'not-archived';
  if (connectionState === 'false') return 'disconnected';
  return connectionState === 'true' ? 'connected' : 'unknown';
}

export function asJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // the schema names it
  }
}

/** Names as they go into the URL; in the appliance a comma parts them. */
export function batches(base: string, pvs: readonly string[]): string[][] {
  const all: string[][] = [];
  let length = maxUrlLength;
  for (const pv of pvs.map(encodeURIComponent)) {
    const last = all.at(-1);
    if (last === undefined || length + pv.length + 1 > maxUrlLength) {
      all.push([pv]);
      length = base.length + pv.length;
    } else {
      last.push(pv);
      length += pv.length + 1;
    }
  }
  return all;
}

/** A PV that never had a sample has a word there instead of a time. */
function timeIn(lastEvent: string | null | undefined): string {
  return typeof lastEvent === 'string' && /\d/.test(lastEvent) ? lastEvent : '';
}
