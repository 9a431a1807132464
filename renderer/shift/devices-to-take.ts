import type { OutOfService } from '../../core/contract/api.ts';
import type { DeviceFacts } from '../../core/contract/devices.ts';

/** A person types some more letters rather than reads a longer list. */
export const takeShown = 200;

/** Devices in service whose name or area has every word of the filter in it, whatever its case. */
export function devicesToTake(devices: readonly DeviceFacts[], outOfService: Readonly<Record<string, OutOfService>>, filter: string) {
  const words = filter.toLowerCase().split(/\s+/);
  const fitting = devices.filter(({ name, area }) => {
    const text = `${name} ${area ?? ''}`.toLowerCase();
    return outOfService[name] === undefined && words.every((word) => text.includes(word));
  });
  return { found: fitting.slice(0, takeShown), beyond: Math.max(0, fitting.length - takeShown) };
}
