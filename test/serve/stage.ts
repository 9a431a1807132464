import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Result } from '../../core/contract/errors.ts';
import { createFeed } from '../../core/feed.ts';
import type { Door } from '../../core/serve/door.ts';
import { type Served, type ServeOptions, serve } from '../../core/serve/serve.ts';

export const token = 'the-printed-token_1';

/** A door whose commands wait until they are answered by name; others answer at once with what was asked. */
export function fakeDoor() {
  const feed = createFeed();
  const asked: { command: unknown; request: unknown }[] = [];
  const held = new Map<unknown, PromiseWithResolvers<Result<unknown>>>();
  const door: Door = {
    subscribe: feed.subscribe,
    dispatch: async (command, request) => {
      asked.push({ command, request });
      return held.get(command)?.promise ?? { ok: true, value: { command, request } };
    },
  };
  return {
    ...{ feed, asked, door },
    hold: (command: string) => void held.set(command, Promise.withResolvers()),
    release: (command: string, result: Result<unknown> = { ok: true, value: null }) => held.get(command)?.resolve(result),
  };
}

/** A built page of two files, with a secret beside its folder. */
export function pageFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-serve-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.html'), 'secret');
  writeFileSync(join(folder, 'page', 'index.html'), '<title>the page</title>');
  writeFileSync(join(folder, 'page', 'assets', 'index-Cy4vVH6v.js'), 'void 0;');
  writeFileSync(join(folder, 'page', '.hidden.html'), 'hidden');
  return join(folder, 'page');
}

export async function stage(options: Partial<ServeOptions> = {}) {
  const behind = fakeDoor();
  const folder = pageFolder();
  const served = await serve(behind.door, { port: 0, token, pageFolder: folder, ...options });
  onTestFinished(() => served.stop());
  return { ...behind, folder, served, get: (path: string, more: Asked = {}) => get(served, path, more) };
}

type Asked = { method?: string; headers?: Record<string, string> };
export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** As it stands: nothing makes the path or the headers right. */
export function get({ port }: Pick<Served, 'port'>, path: string, { method = 'GET', headers = {} }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (data) => (body += String(data)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}
