import { readFile } from 'node:fs/promises';
import type { ByteRoutes } from '../core/byte-routes.ts';
import { dataPath } from '../core/contract/data.ts';
import { createByteAnswers } from '../core/serve/data.ts';
import { headersFor } from '../core/serve/headers.ts';
import { findPageFile } from '../core/serve/page-files.ts';
import type { Frame } from './ipc.ts';

/** Its own scheme and never file://, so that the page has an origin, and reaches no file of this machine. */
export const pageScheme = { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } };
const origin = 'app://exporter';
export const pageUrl = `${origin}/`;

export function isOwnPage(url: string): boolean {
  return URL.canParse(url) && url.startsWith(pageUrl);
}

/** The page itself: what is shown in a frame of it commands nothing, also where it is opened in the window's place. */
export function isOwnFrame(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && isOwnPage(frame.url) && new URL(frame.url).pathname === '/';
}

/** Answers the window as `core/serve` answers a browser: the page's files, and bytes under /data/, with the same headers. */
export function createPageAnswers({ pageFolder, routes }: { pageFolder: string; routes: ByteRoutes }) {
  const answerBytes = createByteAnswers(routes);

  return async (asked: Pick<Request, 'url' | 'method' | 'signal'>): Promise<Response> => {
    const path = asked.url.slice(origin.length);
    const response = await answerTo(asked, path);
    for (const [name, value] of headersFor(path)) response.headers.set(name, value);
    return response;
  };

  async function answerTo({ url, method, signal }: Pick<Request, 'url' | 'method' | 'signal'>, path: string): Promise<Response> {
    if (!isOwnPage(url)) return say(403, 'There is one page here, and this is not it.');
    if (method !== 'GET' && method !== 'HEAD') return say(405, 'Only GET is answered here; commands go another way.');
    if (path.startsWith(dataPath)) {
      const { status, headers, body } = await answerBytes(path, signal);
      return new Response(method === 'HEAD' ? null : Buffer.from(body), { status, headers });
    }
    const found = await findPageFile(pageFolder, path);
    if (found === null) return say(404, path === '/' ? 'The screens are not built: run "npm run build".' : 'There is no such file.');
    const headers = { 'content-type': found.type, 'content-length': String(found.bytes), 'cache-control': found.cacheControl };
    return new Response(method === 'HEAD' ? null : await readFile(found.file), { headers });
  }
}

function say(status: number, sentence: string): Response {
  return new Response(`${sentence}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } });
}
