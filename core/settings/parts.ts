import { z } from 'zod';
import { type ChannelSettings, channelSchema } from './channel.ts';
import { type GatewaySettings, gatewaySchema } from './gateway.ts';
import { type GroupSettings, groupSchema } from './group.ts';
import { valueAt } from './known-keys.ts';
import {
  type FactSettings,
  factSchema,
  type Hdf5Settings,
  hdf5Schema,
  type LimitsSettings,
  limitsSchema,
  type ScheduleSettings,
  scheduleSchema,
} from './schema.ts';
import { type PulseSourceSettings, pulseSourceSchema, type SourcesSettings, sourcesSchema } from './sources.ts';
import { isFollowersFile } from './split.ts';

export type Path = readonly PropertyKey[];
export type Named = { name: string; path: Path };
export type ChannelPart = { channel: ChannelSettings; path: Path };

/** Those parts of the settings that are right in themselves, so that what contradicts can be told together with what is misspelt. */
export type Parts = {
  ownName: string | null;
  group: GroupSettings | null;
  /** Not a follower's file: devices and sources are to be in it. */
  whole: boolean;
  sources: SourcesSettings | null;
  pulseSource: PulseSourceSettings | null;
  schedule: ScheduleSettings | null;
  hdf5: Hdf5Settings | null;
  /** Given, and not by default. */
  gzipLevel: boolean;
  limits: LimitsSettings | null;
  settleMs: number | null;
  gateway: GatewaySettings | null;
  facts: { fact: FactSettings; path: Path }[];
  deviceNames: Named[];
  channelNames: Named[];
  channels: ChannelPart[];
};

export function partsOf(input: unknown): Parts {
  const devices = listAt(input, 'devices').map((device, index) => ({ device, path: ['devices', index] }));
  const channels = devices.flatMap(({ device, path }) =>
    listAt(device, 'channels').map((channel, index) => ({ channel, path: [...path, 'channels', index] })),
  );
  return {
    ownName: right(z.string(), valueAt(input, 'name')),
    group: right(groupSchema, valueAt(input, 'group')),
    whole: !isFollowersFile(input),
    sources: right(sourcesSchema, valueAt(input, 'sources')),
    pulseSource: right(pulseSourceSchema, valueAt(input, 'pulseSource')),
    schedule: right(scheduleSchema, valueAt(input, 'schedule')),
    hdf5: right(hdf5Schema, valueAt(input, 'hdf5') ?? {}),
    gzipLevel: valueAt(valueAt(input, 'hdf5'), 'level') !== undefined,
    limits: right(limitsSchema, valueAt(input, 'limits') ?? {}),
    settleMs: right(z.number().default(2000), valueAt(input, 'settleMs')),
    gateway: right(gatewaySchema, valueAt(input, 'gateway')),
    facts: ['activeArea', 'activeExperiment'].flatMap((name) => {
      const fact = right(factSchema, valueAt(valueAt(input, 'metadata'), name));
      return fact === null ? [] : [{ fact, path: ['metadata', name] }];
    }),
    deviceNames: devices.flatMap(({ device, path }) => named(device, path)),
    channelNames: channels.flatMap(({ channel, path }) => named(channel, path)),
    channels: channels.flatMap(({ channel, path }) => {
      const parsed = right(channelSchema, channel);
      return parsed === null ? [] : [{ channel: parsed, path }];
    }),
  };
}

function right<T>(schema: z.ZodType<T>, value: unknown): T | null {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

function listAt(value: unknown, key: string): unknown[] {
  const list = valueAt(value, key);
  return Array.isArray(list) ? list : [];
}

function named(value: unknown, path: Path): Named[] {
  const name = valueAt(value, 'name');
  return typeof name === 'string' ? [{ name, path: [...path, 'name'] }] : [];
}
