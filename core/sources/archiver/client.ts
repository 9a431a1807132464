import { ExporterError } from '../../contract/errors.ts';
import { messageOf } from '../../http/page-words.ts';
import { isoNs } from '../../pulses/pulse.ts';
import type { ArchiverSettings } from '../../settings/sources.ts';
import { createArchiverHttp, type HttpAnswer } from './http.ts';
import { askNames } from './listing.ts';
import { type ArchiverData, parseData } from './parse.ts';
import { askStatus, type PvStatus } from './status.ts';

export type ArchiverClient = {
  /**
   * Samples of one PV with fromNs <= time <= toNs, both included, and before them the last one at or before fromNs, however old. After them there may
   * be younger ones than toNs: trim. No samples at all where the PV has none. Fails with an ExporterError that names the PV: PV_UNKNOWN, ARCHIVER_UNREACHABLE,
   * ARCHIVER_TIMEOUT, ARCHIVER_BUSY, ARCHIVER_ERROR, ARCHIVER_BAD_ANSWER, or STOPPED where the signal was aborted.
   * `limitMs` can only shorten the time limit of the settings.
   */
  getData(pv: string, fromNs: bigint, toNs: bigint, signal: AbortSignal, limitMs?: number): Promise<ArchiverData>;
  /** What the appliance's management knows of these PVs; one that it does not name is not in the map. Fails as getData, and with BAD_SETTINGS without managementUrl. */
  getPvStatus(pvs: readonly string[], limitMs: number, signal: AbortSignal): Promise<ReadonlyMap<string, PvStatus>>;
  /** Names that a pattern of * and ? fits, at most so many; capitals count. Fails as getData. */
  matchingPvs(pattern: string, limit: number, signal: AbortSignal): Promise<string[]>;
  /** Ends what is in flight. */
  close(): Promise<void>;
};

export function createArchiverClient(settings: ArchiverSettings): ArchiverClient {
  const http = createArchiverHttp(settings);
  const dataUrl = `${settings.retrievalUrl.replace(/\/+$/, '')}/data/getData.json`;

  return {
    async getData(pv, fromNs, toNs, signal, limitMs = settings.timeoutMs) {
      const url = `${dataUrl}?pv=${encodeURIComponent(pv)}&from=${encodeURIComponent(isoNs(fromNs))}&to=${encodeURIComponent(isoNs(toNs))}`;
      const answer = await http.get(url, `PV ${pv}`, Math.min(limitMs, settings.timeoutMs), signal);
      if (answer.status !== 200) throw refusal(pv, dataUrl, answer);
      if (/^\s*</.test(answer.body)) throw notData(pv, dataUrl, answer);
      return parseData(pv, answer.body);
    },
    getPvStatus: (pvs, limitMs, signal) => askStatus(http, settings, pvs, limitMs, signal),
    matchingPvs: (pattern, limit, signal) => askNames(http, settings, pattern, limit, signal),
    close: () => http.close(),
  };
}

function refusal(pv: string, url: string, { status, body, location }: HttpAnswer): ExporterError {
  const { host } = new URL(url);
  const says = messageOf(body);
  const said = says === '' ? '' : `: "${says}"`;
  const facts = { pv, host, status };
  if (status === 404 && /^The requested resource/i.test(says)) {
    const sentence = `Nothing at ${host} answers at ${new URL(url).pathname}. Does sources.archiver.retrievalUrl end in /retrieval, and is it the Archiver's?`;
    return new ExporterError('ARCHIVER_ERROR', sentence, { facts });
  }
  if (status === 404) {
    const sentence = `PV ${pv} is not in the Archiver at ${host}${said}. Is its name right, and is it being archived (sampling may still be starting)?`;
    return new ExporterError('PV_UNKNOWN', sentence, { facts });
  }
  if (status === 503) {
    const sentence = `The Archiver at ${host} is not ready to answer for PV ${pv}${said}. It is starting or overloaded; try again in a minute.`;
    return new ExporterError('ARCHIVER_BUSY', sentence, { facts });
  }
  const where = status >= 300 && status < 400 && location !== '' ? ' and points to another address' : '';
  const sentence = `The Archiver at ${host} answers ${status}${where} for PV ${pv}${said}. Is sources.archiver.retrievalUrl right? Its log says more.`;
  return new ExporterError('ARCHIVER_ERROR', sentence, { facts });
}

function notData(pv: string, url: string, { body }: HttpAnswer): ExporterError {
  const says = messageOf(body);
  return new ExporterError(
    'ARCHIVER_BAD_ANSWER',
    `A page came instead of data for PV ${pv}${says === '' ? '' : ` ("${says}")`}. Is ${url} the Archiver, and not a sign-in page or proxy?`,
    { facts: { pv } },
  );
}
