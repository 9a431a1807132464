import type { DeviceFacts } from '../../core/contract/devices.ts';

export type Area = { name: string; devices: readonly DeviceFacts[] };

/** Devices whose name, area or channels have every word of the filter in them, by area, in the order of the settings. */
export function areasOf(devices: readonly DeviceFacts[], filter: string): Area[] {
  const words = filter.toLowerCase().split(/\s+/);
  const fitting = devices.filter(({ name, area, channels }) => {
    const text = [name, area ?? '', ...channels.map((each) => each.name)].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return [...Map.groupBy(fitting, ({ area }) => area ?? 'No area')].map(([name, of]) => ({ name, devices: of }));
}

/** All of these in, or all of them out where all were in. */
export function toggled(chosen: readonly string[], names: readonly string[]): string[] {
  const before = new Set(chosen);
  return names.every((name) => before.has(name))
    ? chosen.filter((name) => !names.includes(name))
    : [...chosen, ...names.filter((name) => !before.has(name))];
}

export function isPartly(chosen: ReadonlySet<string>, { devices }: Area): { all: boolean; some: boolean } {
  const count = devices.filter(({ name }) => chosen.has(name)).length;
  return { all: count === devices.length, some: count > 0 };
}
