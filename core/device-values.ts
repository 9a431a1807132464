import { join } from 'node:path';
import type { CaptureSummary } from './contract/api.ts';
import { type ChannelValue, type DeviceValues, type DeviceValuesApi, valuesPulses } from './contract/device-values.ts';
import type { FileReader, SmallChannel } from './hdf5/port.ts';
import type { Journal } from './journal/port.ts';

/** Files read for one question; the next goes on. One of 150 channels holds the reading thread for some 50 ms. */
const filesAtOnce = 6;
/** So that nobody waits long for the first answer. */
const filesAtFirst = 1;
/** Numbers held in memory: 60 captures of 250 channels. Of larger ones fewer captures are looked at. */
const numbersMost = 15_000;

type Seen = { capture: CaptureSummary; channels: ReadonlyMap<string, SmallChannel['value']> };

/** What the newest files of this machine hold, for the table of devices. A file is read once; curves and pictures only where no newer file has them. */
export function createDeviceValues(ports: { journal: Pick<Journal, 'list'>; reader: FileReader; dataFolder: string }): DeviceValuesApi {
  let seen: Seen[] = [];
  let reading: Promise<DeviceValues> | null = null;

  async function look(): Promise<DeviceValues> {
    const known = new Map(seen.map((each) => [each.capture.captureId, each]));
    const now: Seen[] = [];
    const drawn = new Set<string>();
    const filesMost = seen.length === 0 ? filesAtFirst : filesAtOnce;
    let files = 0;
    let isMore = false;
    let held = 0;
    for (const capture of await ports.journal.list(valuesPulses)) {
      if (capture.file === null || capture.removedAt !== undefined || capture.superseded !== undefined) continue;
      const before = known.get(capture.captureId);
      if (held + capture.captured > numbersMost) break;
      isMore = before === undefined && files === filesMost;
      if (isMore) break;
      if (before === undefined) files += 1;
      const channels = before?.channels ?? (await read(capture.file, [...drawn]));
      held += channels.size;
      now.push({ capture, channels });
      for (const [channel, { kind }] of channels) if (kind !== 'number') drawn.add(channel);
    }
    seen = now.map((each, index) => ({ ...each, channels: stillWanted(each.channels, now.slice(0, index)) }));
    return { pulses: seen.length, isMore, channels: newestOf(seen) };
  }

  /** One that cannot be read, or is gone by now, is passed over: the search for captures tells of it. */
  async function read(file: string, without: readonly string[]): Promise<Seen['channels']> {
    const channels = await ports.reader.smallValues(join(ports.dataFolder, file), without).catch(() => []);
    return new Map(channels.map(({ channel, value }) => [channel, value]));
  }

  return {
    deviceValues() {
      reading ??= look().finally(() => {
        reading = null;
      });
      return reading;
    },
  };
}

/** A picture that a newer file has as well is not shown again. */
function stillWanted(channels: Seen['channels'], newer: readonly Seen[]): Seen['channels'] {
  return new Map([...channels].filter(([channel, { kind }]) => kind === 'number' || !newer.some((each) => each.channels.has(channel))));
}

function newestOf(seen: readonly Seen[]): ChannelValue[] {
  const found = new Map<string, ChannelValue>();
  const pulses = ofPulses(seen);
  for (const { capture, channels } of seen) {
    for (const [channel, value] of channels) {
      if (found.has(channel)) continue;
      const from = { channel, pulse: capture.pulse, captureId: capture.captureId };
      if (value.kind !== 'number') found.set(channel, { ...from, ...value });
      else found.set(channel, { ...from, kind: 'number', text: value.text, units: value.units, trend: trendOf(pulses, channel) });
    }
  }
  return [...found.values()];
}

/** A pulse that was taken again is one point; newest first. */
function ofPulses(seen: readonly Seen[]): Seen['channels'][][] {
  const pulses = new Map<string, Seen['channels'][]>();
  for (const { capture, channels } of seen) {
    const key = `${capture.pulse.pulseId} ${capture.pulse.timestampNs}`;
    pulses.set(key, [...(pulses.get(key) ?? []), channels]);
  }
  return [...pulses.values()];
}

function trendOf(pulses: readonly (readonly Seen['channels'][])[], channel: string): (number | null)[] {
  const number = (files: readonly Seen['channels'][]) => {
    const value = files.find((file) => file.has(channel))?.get(channel);
    return value?.kind === 'number' ? value.number : null;
  };
  return pulses.map(number).reverse();
}
