import type { ChannelFacts, SetupFacts } from './contract/devices.ts';
import type { Feed } from './feed.ts';
import type { Prepare } from './intake/switch.ts';
import type { ChannelSettings } from './settings/channel.ts';
import type { Setup } from './settings/schema.ts';

/** Each setup is told when it is in use. */
export function tellingSetup(feed: Feed, prepare: Prepare): Prepare {
  return async (setup) => {
    const inUse = await prepare(setup);
    return () => {
      inUse();
      feed.emit({ type: 'setup/changed', setup: setupFacts(setup) });
    };
  };
}

/** What screens are told of a setup: nothing of brokers, addresses and secrets. */
export function setupFacts({ devices, settleMs }: Setup): SetupFacts {
  return {
    settleMs,
    devices: devices.map(({ name, area, channels }) => ({
      name,
      area: area ?? null,
      channels: channels.map((channel) => channelFacts(channel, settleMs)),
    })),
  };
}

function channelFacts({ name, type, source, match, units, settleMs }: ChannelSettings, generalMs: number): ChannelFacts {
  return {
    ...{ name, type, match: match.kind, units: units ?? null, settleMs: settleMs ?? generalMs },
    source: source.kind === 'kafka' ? { kind: 'kafka', topic: source.topic } : { kind: 'archiver', pv: source.pv },
    reachMs: match.kind === 'nearest' ? match.toleranceMs : match.kind === 'last' ? match.maxAgeMs : null,
  };
}
