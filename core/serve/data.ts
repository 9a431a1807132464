import type { ByteRoutes } from '../byte-routes.ts';
import { type Failure, toFailure } from '../contract/errors.ts';

/** What is answered over HTTP, or to Electron's window. */
export type ByteAnswer = { status: number; headers: Record<string, string>; body: Uint8Array | string };

/** So many are being read at a time; who comes beyond is asked to come again. */
const mostAtOnce = 16;

/** Answers requests for bytes: those of a page that is the exporter's own. Rejects never. */
export function createByteAnswers(routes: ByteRoutes): (path: string, signal: AbortSignal) => Promise<ByteAnswer> {
  let reading = 0;
  return async (path, signal) => {
    if (reading >= mostAtOnce) return refused(503, { code: 'BUSY', message: `${mostAtOnce} files are being read; ask again in a moment.` });
    reading += 1;
    try {
      const bytes = await routes(path, signal);
      if (bytes === null)
        return refused(404, { code: 'NOT_FOUND', message: 'There is nothing at this address; it may have been removed.' });
      return { status: 200, headers: headersFor('application/octet-stream', bytes.byteLength), body: bytes };
    } catch (error) {
      const failure = toFailure(error);
      return refused(statuses[failure.code] ?? 500, failure);
    } finally {
      reading -= 1;
    }
  };
}

/** Of what is wrong with the request; all else is the exporter's own trouble. */
const statuses: Readonly<Partial<Record<Failure['code'], number>>> = { BAD_REQUEST: 400, NOT_ALLOWED: 403, NOT_FOUND: 404 };

function refused(status: number, failure: Failure): ByteAnswer {
  const body = JSON.stringify(failure);
  return { status, headers: headersFor('application/json', Buffer.byteLength(body)), body };
}

function headersFor(type: string, bytes: number): Record<string, string> {
  return { 'content-type': type, 'content-length': String(bytes), 'cache-control': 'no-store' };
}
