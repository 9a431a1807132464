import { type Context, Dealer, Subscriber } from 'zeromq';
import type { LeaderSettings } from '../../settings/group.ts';
import { largestMessage } from '../protocol.ts';
import type { FollowerWire, FollowListener } from './port.ts';
import { receiveAll, textOf } from './receive.ts';
import { connectForEver } from './redial.ts';
import { withGoodKeys } from './refusals.ts';
import { createSendQueue } from './send-queue.ts';
import { addressing, listeningSocket, tellingSocket } from './socket-options.ts';

export type FollowerStart = {
  context: Context;
  addresses: LeaderSettings;
  listener: FollowListener;
  keys: { publicKey: string; secretKey: string } | null;
};

export function followByZeromq({ context, addresses, listener, keys }: FollowerStart): FollowerWire {
  const { name, announce, report, publicKey = null } = addresses;
  const secure = keys === null ? {} : { curveServerKey: publicKey, curvePublicKey: keys.publicKey, curveSecretKey: keys.secretKey };
  const subscriber = withGoodKeys(name, () => new Subscriber({ context, ...listeningSocket, ...addressing(announce), ...secure }));
  const dealer = withGoodKeys(name, () => new Dealer({ context, ...tellingSocket, ...addressing(report), ...secure }));
  const queue = createSendQueue(dealer, listener.ignored);
  subscriber.subscribe();
  dealer.events.on('handshake:error:auth', () => listener.denied?.());
  connectForEver(subscriber, announce);
  connectForEver(dealer, report);
  const ended = Promise.all([
    receiveAll(subscriber, (frames) => {
      const text = textOf(frames, listener.ignored);
      if (text !== null) listener.announced(text);
    }),
    receiveAll(dealer, (frames) => {
      const text = textOf(frames, listener.ignored);
      if (text !== null) listener.answered(text);
    }),
  ]);
  let closed: Promise<void> | null = null;

  async function close(): Promise<void> {
    subscriber.close();
    await queue.finish();
    dealer.close();
    await ended;
  }

  return {
    tell(message) {
      if (closed !== null) return;
      if (Buffer.byteLength(message) > largestMessage) listener.ignored('too-large');
      else queue.push(message);
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}
