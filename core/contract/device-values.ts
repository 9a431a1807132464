import type { PulseFacts } from './api.ts';

/** What stands in the newest file of this machine that has the channel, small enough for a line of a table. */
export type ChannelValue = {
  channel: string;
  /** Whose file it stands in. */
  pulse: PulseFacts;
  captureId: string;
} & SmallValue;

export type SmallValue =
  /** As text, for a table: 64-bit numbers keep all their digits. `trend`: of the captures looked at, oldest first; null where it was not captured. */
  | { kind: 'number'; text: string; units: string | null; trend: (number | null)[] }
  /** Cut short. */
  | { kind: 'text'; text: string }
  /** `points`: smallest and largest of each stretch in turn, so that spikes stay; null where not a number. */
  | { kind: 'curve'; elements: number; units: string | null; points: (number | null)[] }
  /** `grey`: `width` × `height` bytes in base64, row by row, from its darkest to its brightest. */
  | { kind: 'image'; rows: number; columns: number; width: number; height: number; grey: string };

export type DeviceValues = {
  /** The newest captures that are looked at: at most `valuesPulses`, fewer while they are still being read. */
  pulses: number;
  /** Older ones are still to be read: who asks again has them too. */
  isMore: boolean;
  channels: ChannelValue[];
};
export const valuesPulses = 60;

export type DeviceValuesApi = {
  /** From this exporter's own files; one that was removed is passed over. */
  deviceValues(request: Record<string, never>): Promise<DeviceValues>;
};
export const deviceValuesCommands = ['deviceValues'] as const satisfies readonly (keyof DeviceValuesApi)[];
