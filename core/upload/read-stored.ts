import { z } from 'zod';
import { ExporterError } from '../contract/errors.ts';
import type { GatewayRecord, Manifest, ManifestChannel } from './port.ts';
import { parsed } from './raw-answer.ts';

const manifestSchema = z.object({ _id: z.string().nullish().catch(null), channels: z.custom<object>(isObject) });

export function readManifest(text: string, host: string): Manifest {
  const { data } = manifestSchema.safeParse(parsed(text));
  if (data === undefined) throw badAnswer('its manifest', host);
  const channels = Object.keys(data.channels).flatMap((key): [string, ManifestChannel][] => {
    const channel = manifestChannel(Reflect.get(data.channels, key));
    return channel === null ? [] : [[key, channel]];
  });
  return { id: data._id ?? null, channels: new Map(channels) };
}

/** Fields that a later Gateway writes otherwise must not hide a channel. By hand: zod takes 100 ms for 10,000 of them, at a stretch. */
function manifestChannel(value: unknown): ManifestChannel | null {
  if (!isObject(value)) return null;
  const field = (name: string): unknown => Reflect.get(value, name);
  const [name, type = 'scalar', units, labels] = [field('name'), field('type'), field('units'), field('labels')];
  if (typeof type !== 'string') return null;
  return {
    name: typeof name === 'string' ? name : '',
    type,
    units: typeof units === 'string' ? units : null,
    historical: field('historical') === true,
    labels: isTexts(labels) ? labels : null,
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

const text = z.string().nullish().catch(null);
const recordSchema = z.object({
  _id: z.string(),
  metadata: z
    .object({
      shotnum: z.union([z.string(), z.number()]).nullish().catch(null),
      timestamp: text,
      active_area: text,
      active_experiment: text,
    })
    .nullish(),
  channels: z.record(z.string(), z.unknown()).nullish(),
});

export function readRecord(text: string, host: string, recordId: string): GatewayRecord {
  const { data } = recordSchema.safeParse(parsed(text));
  if (data === undefined) throw badAnswer(`record ${recordId}`, host);
  const { metadata, channels } = data;
  return {
    id: data._id,
    shotnum: metadata?.shotnum === undefined || metadata.shotnum === null ? null : String(metadata.shotnum),
    timestamp: metadata?.timestamp ?? null,
    activeArea: metadata?.active_area ?? null,
    activeExperiment: metadata?.active_experiment ?? null,
    channels: Object.keys(channels ?? {}),
  };
}

/** Versions differ in the shape: a text, or an object with it. */
const versionSchema = z.union([z.string(), z.object({ version: z.string() }).transform(({ version }) => version)]);

export function readVersion(text: string, host: string): string {
  const { data } = versionSchema.safeParse(parsed(text));
  if (data === undefined) throw badAnswer('its version', host);
  return data.slice(0, 100);
}

function badAnswer(what: string, host: string): ExporterError {
  const sentence = `What ${host} answers for ${what} cannot be read. Is gateway.url the Operations Gateway, and not a sign-in page or proxy?`;
  return new ExporterError('GATEWAY_BAD_ANSWER', sentence, { facts: { host } });
}
