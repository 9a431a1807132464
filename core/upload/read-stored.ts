import { z } from 'zod';
import { ExporterError } from '../contract/errors.ts';
import type { GatewayRecord, Manifest, ManifestChannel } from './port.ts';
import { parsed } from './raw-answer.ts';

const manifestSchema = z.object({ _id: z.string().nullish().catch(null), channels: z.record(z.string(), z.unknown()) });

/** Fields that a later Gateway writes otherwise must not hide a channel. */
const channelSchema = z.object({
  name: z.string().catch(''),
  type: z.string().default('scalar'),
  units: z.string().nullish().catch(null),
  historical: z.boolean().nullish().catch(null),
  labels: z.array(z.string()).nullish().catch(null),
});

export function readManifest(text: string, host: string): Manifest {
  const { data } = manifestSchema.safeParse(parsed(text));
  if (data === undefined) throw badAnswer('its manifest', host);
  const channels = Object.entries(data.channels).flatMap(([key, value]): [string, ManifestChannel][] => {
    const channel = channelSchema.safeParse(value).data;
    if (channel === undefined) return [];
    const { name, type, units = null, historical, labels = null } = channel;
    return [[key, { name, type, units, historical: historical === true, labels }]];
  });
  return { id: data._id ?? null, channels: new Map(channels) };
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
