import type { IncomingMessage, ServerResponse } from 'node:http';
import { toFailure } from '../contract/errors.ts';

/** Bytes for a path such as `/data/…`, with its query; null where there are none. The signal says that nobody waits any more. */
export type ByteRoutes = (path: string, signal: AbortSignal) => Promise<Uint8Array | null>;

/** So many are being read at a time; who comes beyond is asked to come again. */
const mostAtOnce = 16;

/** Answers requests for bytes: those of a page that has shown its token. */
export function createByteAnswers(routes: ByteRoutes): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  let reading = 0;
  return async (request, response) => {
    if (reading >= mostAtOnce)
      return sayFailure(response, 503, { code: 'BUSY', message: `${mostAtOnce} files are being read; ask again in a moment.` });
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    reading += 1;
    try {
      const bytes = await routes(request.url ?? '', gone.signal);
      if (bytes === null)
        return sayFailure(response, 404, { code: 'NOT_FOUND', message: 'There is nothing at this address; it may have been removed.' });
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-length': bytes.byteLength,
        'cache-control': 'no-store',
      });
      response.end(bytes);
    } catch (error) {
      sayFailure(response, 500, toFailure(error));
    } finally {
      reading -= 1;
    }
  };
}

function sayFailure(response: ServerResponse, status: number, failure: ReturnType<typeof toFailure>): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(failure));
}
