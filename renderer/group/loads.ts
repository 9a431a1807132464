import type { ExporterLoad, GroupMember } from '../../core/contract/group.ts';
import { bytes, duration, grouped } from '../words/numbers.ts';

export type LoadKey = 'bytes' | 'ms' | 'devices' | 'channels';
/** `share` of the greatest of the group: 0 to 1. */
export type LoadBar = { key: LoadKey; share: number; text: string };

export const loadTitles: Readonly<Record<LoadKey, string>> = { bytes: 'Bytes', ms: 'Time', devices: 'Devices', channels: 'Channels' };
export const loadKeys = ['devices', 'channels', 'bytes', 'ms'] as const satisfies readonly LoadKey[];

/** Of one pulse. Bars begin at 0, and the longest is the busiest exporter's. */
export function loadBars(load: ExporterLoad, members: readonly GroupMember[]): LoadBar[] {
  return loadKeys.map((key) => {
    const most = Math.max(...members.map((member) => member.load[key]), 0);
    return { key, share: most === 0 ? 0 : load[key] / most, text: loadText(key, load[key]) };
  });
}

function loadText(key: LoadKey, value: number): string {
  if (key === 'bytes') return bytes(value);
  return key === 'ms' ? duration(value) : grouped(String(value));
}
