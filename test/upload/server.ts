import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type GatewaySettings, gatewaySchema } from '../../core/settings/gateway.ts';
import { createGateway, type GatewayOptions } from '../../core/upload/client.ts';
import type { Gateway, UploadFile } from '../../core/upload/port.ts';

export type Handler = (path: string, request: IncomingMessage, response: ServerResponse) => void;

export const password = 'correct-horse-battery';

/** A token as the Gateway's, of a life in seconds; its signature is nobody's business here. */
export function tokenOf(lifeSeconds: number, payload: object = { authorised_routes: ['/submit/hdf POST'] }): string {
  const exp = Math.floor(Date.now() / 1000) + lifeSeconds;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({ username: 'u', exp, id: randomUUID(), ...payload })}.c2ln`;
}

export function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function submitted(accepted: readonly string[], rejected: Record<string, string | string[]> = {}): object {
  return { message: 'Added as 20260102030405', response: { accepted_channels: accepted, rejected_channels: rejected, warnings: [] } };
}

/** Answers the login, and leaves the rest to the handler. */
export function loggedIn(handler: Handler, tokens: () => string = () => tokenOf(3600)): Handler {
  return (path, request, response) => {
    if (path !== '/login') return handler(path, request, response);
    request.resume();
    json(response, 200, tokens());
  };
}

export type Stage = {
  gateway: Gateway;
  url: string;
  /** "POST /login", in the order they came. */
  requests: string[];
};

type Set = {
  settings?: Partial<GatewaySettings>;
  tls?: { cert: string; key: string; ca?: string };
  prefix?: string;
  options?: GatewayOptions;
};

/** A server on loopback in the Gateway's place, and a client of it; both end with the test. */
export async function setStage(handler: Handler, { settings = {}, tls, prefix = '', options = {} }: Set = {}): Promise<Stage> {
  const requests: string[] = [];
  const listener: RequestListener = (request, response) => {
    const path = request.url ?? '';
    requests.push(`${request.method} ${path}`);
    request.on('error', () => {});
    handler(path, request, response);
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${portOf(server)}${prefix}`;
  const gateway = clientOf({ ...settings, url }, { ...(tls?.ca !== undefined && { ca: tls.ca }) }, options);
  return { gateway, url, requests };
}

export function clientOf(
  settings: Partial<GatewaySettings> & { url: string },
  secrets: { ca?: string } = {},
  options: GatewayOptions = {},
): Gateway {
  const whole = gatewaySchema.parse({ username: 'hdf_import', password: { env: 'GATEWAY_PASSWORD' }, ...settings });
  const gateway = createGateway(whole, { password, ...secrets }, { env: {}, ...options });
  onTestFinished(() => gateway.close());
  return gateway;
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/** A file of these bytes, in a folder that goes with the test. */
export async function fileOf(bytes: Uint8Array): Promise<UploadFile> {
  const folder = await mkdtemp(join(tmpdir(), 'upload-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, '120000_1_a_1.h5');
  await writeFile(path, bytes);
  return { path, size: bytes.length };
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Never aborted. */
export const always = new AbortController().signal;
