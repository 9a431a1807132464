import { z } from 'zod';
import { ExporterError } from '../../contract/errors.ts';
import { messageOf } from '../../http/page-words.ts';
import type { ArchiverSettings } from '../../settings/sources.ts';
import type { ArchiverHttp } from './http.ts';
import { asJson } from './status.ts';

const namesSchema = z.array(z.string());

/** Names of archived PVs that a pattern of * and ? fits, as retrieval lists them; capitals count. */
export async function askNames(
  http: ArchiverHttp,
  { retrievalUrl, timeoutMs }: ArchiverSettings,
  pattern: string,
  limit: number,
  signal: AbortSignal,
): Promise<string[]> {
  const base = `${retrievalUrl.replace(/\/+$/, '')}/bpl/getMatchingPVs`;
  const { host } = new URL(base);
  const { status, body } = await http.get(
    `${base}?pv=${encodeURIComponent(pattern)}&limit=${limit}`,
    'its names of PVs',
    timeoutMs,
    signal,
  );
  if (status !== 200)
    throw new ExporterError(
      status === 503 ? 'ARCHIVER_BUSY' : 'ARCHIVER_ERROR',
      `The Archiver at ${host} does not list its PVs; it answers ${status}${said(messageOf(body))}.`,
      { facts: { host, status } },
    );
  const parsed = namesSchema.safeParse(asJson(body));
  if (parsed.success) return parsed.data.slice(0, limit);
  throw new ExporterError('ARCHIVER_BAD_ANSWER', `What the Archiver at ${host} answers is no list of PVs.`, { facts: { host } });
}

function said(message: string): string {
  return message === '' ? '' : `: "${message}"`;
}
