import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/** As a build names its files: no segment begins with a point, and nothing in it leads anywhere else. */
const plainPath = /^(\/[\w-][\w.-]*)+$/;

export type PageFile = { file: string; type: string; bytes: number; cacheControl: string };

/** `url` as it was asked for. null: there is no such file of the page. */
export async function findPageFile(folder: string, url: string): Promise<PageFile | null> {
  const path = pathOf(url);
  const type = path === null ? undefined : mimeTypes[extname(path)];
  if (path === null || type === undefined) return null;
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, path))]);
    const found = await stat(file);
    if (!found.isFile() || !file.startsWith(root + sep)) return null;
    return { file, type, bytes: found.size, cacheControl: cacheFor(path) };
  } catch {
    return null;
  }
}

/** A reader that goes away ends it quietly. */
export async function sendPageFile(
  { file, type, bytes, cacheControl }: PageFile,
  response: ServerResponse,
  bodyWanted: boolean,
): Promise<void> {
  response.writeHead(200, { 'content-type': type, 'content-length': bytes, 'cache-control': cacheControl });
  if (bodyWanted) await pipeline(createReadStream(file), response).catch(() => response.destroy());
  else response.end();
}

function pathOf(url: string): string | null {
  const [path = ''] = url.split('?', 1);
  if (path === '/') return '/index.html';
  return plainPath.test(path) ? path : null;
}

/** A built file's name says what is in it; the page itself is looked for each time. */
function cacheFor(path: string): string {
  return /^\/(frame\/)?assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
