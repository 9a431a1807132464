import type { LeaderSettings } from '../settings/group.ts';
import { compareEpochs, type Epoch } from './epoch.ts';
import { fromJson } from './json.ts';
import { announcedSchema } from './protocol.ts';
import type { Wire } from './wire/port.ts';

/** Listens to the others that may lead, without following any of them. */
export type Rivals = {
  /** The highest that was heard; null where nobody leads. */
  heard(): Epoch | null;
  close(): Promise<void>;
};

export function watchRivals(wire: Wire, others: readonly LeaderSettings[], onHeard: (rival: Epoch) => void): Rivals {
  let highest: Epoch | null = null;
  const wires = others.map((addresses) =>
    wire.follow(addresses, {
      announced(message) {
        const announced = announcedSchema.safeParse(fromJson(message)).data;
        if (announced === undefined || announced.leader !== addresses.name) return;
        const rival = { epoch: announced.epoch, leader: announced.leader };
        if (announced.kind === 'beat' && announced.leaving) {
          if (highest !== null && compareEpochs(rival, highest) >= 0) highest = null;
          return;
        }
        if (highest === null || compareEpochs(rival, highest) > 0) highest = rival;
        onHeard(rival);
      },
      answered: () => undefined,
      ignored: () => undefined,
    }),
  );
  return {
    heard: () => highest,
    async close() {
      await Promise.all(wires.map((each) => each.close()));
    },
  };
}
