import type { ChannelType, DeviceSettings } from '../../settings/channel.ts';
import type { Report } from '../protocol.ts';

/** Of one pulse: what a device brings, and how long an exporter is busy with it. */
export type DeviceWeight = { channels: number; bytes: number; ms: number };
export type Weights = ReadonlyMap<string, DeviceWeight>;

export type Scale = {
  /** A live view: it changes with what is measured. Devices of the setup only. */
  weights(): Weights;
  measure(outcomes: Report['outcomes']): void;
};

/** README, "Figures": what an exporter reads of large values, in bytes a millisecond, and what each channel costs whatever its size. */
const bytesPerMs = 400_000;
const msPerChannel = 0.5;
/** Uncompressed values go into the file with about 1 GB/s. */
const writtenPerMs = 1_000_000;

/** Bytes: a picture of 2 MP, a trace of 1000 points. Until the first pulse tells. */
const guessedBytes: Record<ChannelType, number> = { scalar: 8, vector: 800, waveform: 16_000, image: 4_000_000, float_image: 8_000_000 };

/** Of what is new in the average. Low enough for one odd pulse, high enough for a camera that was set to another size. */
const share = 0.2;

type ChannelWeight = { device: string; measured: boolean; bytes: number; ms: number };

/** Exponential averages. A channel that was not captured keeps what it had. */
export function createScale(devices: readonly DeviceSettings[]): Scale {
  const ofChannel = new Map<string, ChannelWeight>();
  const ofDevice = new Map<string, ChannelWeight[]>();
  const weights = new Map<string, DeviceWeight>();
  for (const { name, channels } of devices) {
    const own = channels.map((channel) => {
      const weight = guessed(name, channel.type);
      ofChannel.set(channel.name, weight);
      return weight;
    });
    ofDevice.set(name, own);
    weights.set(name, sum(own));
  }
  return {
    weights: () => weights,
    measure(outcomes) {
      const changed = new Set<string>();
      for (const { channel, code, bytes, tookMs } of outcomes) {
        const weight = ofChannel.get(channel);
        if (weight === undefined || code !== 'captured' || bytes === undefined) continue;
        take(weight, bytes, busyMs(bytes, tookMs));
        changed.add(weight.device);
      }
      for (const device of changed) weights.set(device, sum(ofDevice.get(device) ?? []));
    },
  };
}

function take(weight: ChannelWeight, bytes: number, ms: number): void {
  if (!weight.measured) {
    weight.measured = true;
    weight.bytes = bytes;
    weight.ms = ms;
    return;
  }
  weight.bytes += share * (bytes - weight.bytes);
  weight.ms += share * (Math.min(ms, most(weight.ms)) - weight.ms);
}

/** A disk that hung or a process that was stopped says nothing of the channel; what is truly slower gets there in a few pulses. */
function most(ms: number): number {
  return 4 * ms + 10;
}

function busyMs(bytes: number, tookMs = bytes / writtenPerMs): number {
  return tookMs + bytes / bytesPerMs + msPerChannel;
}

function guessed(device: string, type: ChannelType): ChannelWeight {
  const bytes = guessedBytes[type];
  return { device, measured: false, bytes, ms: busyMs(bytes) };
}

function sum(channels: readonly ChannelWeight[]): DeviceWeight {
  const whole = { channels: channels.length, bytes: 0, ms: 0 };
  for (const { bytes, ms } of channels) {
    whole.bytes += bytes;
    whole.ms += ms;
  }
  return whole;
}
