import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { z } from 'zod';
import { manifestFor } from '../../core/simulation/gateway/manifest.ts';
import { type GatewayOptions, type SimulatedGateway, startSimulatedGateway } from '../../core/simulation/gateway/server.ts';
import { type FileSpec, writeFile } from './gateway-files.ts';

export const nowMs = 1_770_000_000_000;

/** Each type by a name that says it, without and with a dot. */
export const manifest = manifestFor([
  ...(['S1', 'S2', 'DOT.SCALAR'] as const).map((name) => ({ name, type: 'scalar' as const })),
  ...(['IMAGE', 'DOT.IMAGE'] as const).map((name) => ({ name, type: 'image' as const })),
  ...(['FLOATS', 'DOT.FLOATS'] as const).map((name) => ({ name, type: 'float_image' as const })),
  ...(['WAVE', 'DOT.WAVE'] as const).map((name) => ({ name, type: 'waveform' as const })),
  ...(['VECTOR', 'DOT.VECTOR'] as const).map((name) => ({ name, type: 'vector' as const })),
]);

export type Told = { status: number; body: unknown; headers: Headers };
export type Submitted = Told & { accepted: string[]; rejected: Record<string, string | string[]>; message: string };

const accountSchema = z.object({
  message: z.string(),
  response: z.object({
    accepted_channels: z.array(z.string()),
    rejected_channels: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    warnings: z.array(z.string()),
  }),
});

export function startGateway(options: Partial<GatewayOptions> = {}): Promise<SimulatedGateway> {
  return startSimulatedGateway({ now: () => nowMs, manifest, secret: 'a-secret', ...options });
}

/** Gateways that stop after each test. */
export function useGateways(): typeof startGateway {
  const gateways: SimulatedGateway[] = [];
  afterEach(async () => {
    await Promise.all(gateways.splice(0).map((gateway) => gateway.stop()));
  });
  return async (options) => {
    const gateway = await startGateway(options);
    gateways.push(gateway);
    return gateway;
  };
}

/** The content of a file as described. */
export function useSubmittedFiles(): (spec?: FileSpec) => Promise<Uint8Array<ArrayBuffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'submitted-'));
  let files = 0;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return async (spec = {}) => {
    const path = join(folder, `${files++}.h5`);
    await writeFile(path, spec);
    return new Uint8Array(readFileSync(path));
  };
}

export async function ask(url: string, init: RequestInit = {}): Promise<Told> {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type') === 'application/json';
  return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers };
}

export function postJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Told> {
  return ask(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
}

export async function logIn({ url }: { url: string }, username = 'hdf_import', password = 'simulated'): Promise<string> {
  const { body } = await postJson(`${url}/login`, { username, password });
  return z.string().parse(body);
}

export function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

export async function get(gateway: { url: string }, path: string): Promise<Told> {
  return ask(`${gateway.url}${path}`, { headers: bearer(await logIn(gateway)) });
}

/** As a client sends it; without a token of its own, one is fetched. */
export async function submit(gateway: { url: string }, content: Uint8Array<ArrayBuffer>, token?: string): Promise<Submitted> {
  const form = new FormData();
  form.set('file', new Blob([content]), 'a.h5');
  const headers = bearer(token ?? (await logIn(gateway)));
  const told = await ask(`${gateway.url}/submit/hdf`, { method: 'POST', headers, body: form });
  const account = accountSchema.safeParse(told.body).data;
  return {
    ...told,
    accepted: account?.response.accepted_channels ?? [],
    rejected: account?.response.rejected_channels ?? {},
    message: account?.message ?? '',
  };
}
