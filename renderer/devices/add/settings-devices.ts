import { isRecord } from '../../../core/contract/is-record.ts';

/** The devices of whole settings; null where these have none: a follower's are its leader's. */
export function devicesIn(settings: unknown): readonly unknown[] | null {
  return isRecord(settings) && Array.isArray(settings['devices']) ? settings['devices'] : null;
}

export function deviceIn(settings: unknown, name: string): unknown {
  return devicesIn(settings)?.find((each) => nameOf(each) === name);
}

/** In the place of the one named `before`; at the end where there was none. null takes it out. The settings themselves stay as they are. */
export function withDevice(settings: unknown, before: string | null, device: Record<string, unknown> | null): unknown {
  if (!isRecord(settings)) return settings;
  const devices = devicesIn(settings) ?? [];
  const at = before === null ? -1 : devices.findIndex((each) => nameOf(each) === before);
  const put = device === null ? [] : [device];
  return { ...settings, devices: at === -1 ? [...devices, ...put] : devices.toSpliced(at, 1, ...put) };
}

/** Where `withDevice` puts it: what begins with this path is about it. */
export function pathFor(settings: unknown, before: string | null): string {
  const devices = devicesIn(settings) ?? [];
  const at = before === null ? -1 : devices.findIndex((each) => nameOf(each) === before);
  return `devices[${at === -1 ? devices.length : at}]`;
}

function nameOf(device: unknown): unknown {
  return isRecord(device) ? device['name'] : undefined;
}
