import { Context } from 'zeromq';
import type { Wire } from './port.ts';
import { refuseWithoutKeys } from './refusals.ts';
import { createDoorkeeper } from './zap.ts';
import { followByZeromq } from './zeromq-follower.ts';
import { leadByZeromq } from './zeromq-leader.ts';

export type ZeromqSettings = {
  /** This exporter's own CURVE pair. Without one, everything stays on loopback. */
  keys: { publicKey: string; secretKey: string } | null;
  /** Public keys that may follow when this exporter leads; asked at every connection. */
  allowed(): ReadonlySet<string>;
};

export function createZeromqWire({ keys, allowed }: ZeromqSettings): Wire {
  // Of its own, so that nothing else in this process answers for who may come in.
  const context = new Context();
  const keeper = createDoorkeeper(context);
  let led = 0;

  return {
    async lead(addresses, listener) {
      refuseWithoutKeys(addresses, keys !== null);
      const door = keys === null ? null : { keeper, domain: `leader-${++led}`, secretKey: keys.secretKey, allowed };
      return leadByZeromq({ context, addresses, listener, door });
    },
    follow(addresses, listener) {
      refuseWithoutKeys(addresses, keys !== null);
      return followByZeromq({ context, addresses, listener, keys });
    },
  };
}
