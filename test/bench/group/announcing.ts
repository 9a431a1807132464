import { announcedSchema } from '../../../core/group/protocol.ts';
import { pulseKey } from '../../../core/group/pulse-key.ts';
import type { Wire } from '../../../core/group/wire/port.ts';
import type { Journal } from '../../../core/journal/port.ts';
import { toFacts } from '../../../core/pulses/pulse.ts';
import { nowNs } from './clock.ts';

/** Looks on between an exporter and its ports. A pulse that the schedule has chosen is looked up in the journal before anything else is done with it. */
export function watchAnnouncing() {
  const chosen = new Map<string, bigint>();
  const times: number[] = [];
  const waiting = new Set<() => void>();

  function published(message: string, atNs: bigint): void {
    const announced = announcedSchema.parse(JSON.parse(message));
    if (announced.kind !== 'pulse') return;
    const since = chosen.get(pulseKey(announced.pulse));
    if (since === undefined) return;
    times.push(Number(atNs - since) / 1e6);
    for (const look of waiting) look();
  }

  return {
    journal: (journal: Journal): Journal => ({
      ...journal,
      earlier(pulse) {
        const key = pulseKey(toFacts(pulse));
        if (!chosen.has(key)) chosen.set(key, nowNs());
        return journal.earlier(pulse);
      },
    }),
    wire: (wire: Wire): Wire => ({
      ...wire,
      async lead(addresses, listener) {
        const leader = await wire.lead(addresses, listener);
        return {
          ...leader,
          announce(message) {
            const atNs = nowNs();
            leader.announce(message);
            published(message, atNs);
          },
        };
      },
    }),
    times: () => times,
    announced: (count: number): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (times.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
