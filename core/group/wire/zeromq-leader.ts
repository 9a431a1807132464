import { type Context, Publisher, Router, type Socket } from 'zeromq';
import type { LeaderSettings } from '../../settings/group.ts';
import { largestMessage } from '../protocol.ts';
import type { LeaderWire, LeadListener } from './port.ts';
import { receiveAll, textOf } from './receive.ts';
import { codeOf, notBound, withGoodKeys } from './refusals.ts';
import { closeAndRelease } from './socket-end.ts';
import { addressing, announcingSocket, answeringSocket } from './socket-options.ts';
import type { Doorkeeper } from './zap.ts';

export type LeaderStart = {
  context: Context;
  addresses: LeaderSettings;
  listener: LeadListener;
  /** null: no keys. */
  door: { keeper: Doorkeeper; domain: string; secretKey: string; allowed(): ReadonlySet<string> } | null;
};

export async function leadByZeromq({ context, addresses, listener, door }: LeaderStart): Promise<LeaderWire> {
  const { name, announce, report } = addresses;
  const sockets: Socket[] = [];

  async function release(): Promise<void> {
    await Promise.all(sockets.map(closeAndRelease));
    if (door !== null) await door.keeper.close(door.domain);
  }

  /** Before anything is bound: between a bound socket and its door anybody could come in. */
  async function start(): Promise<{ publisher: Publisher; router: Router }> {
    await door?.keeper.open(door.domain, { allowed: door.allowed, denied: () => listener.ignored('forged') });
    const secure =
      door === null ? {} : { curveServer: true, curveSecretKey: door.secretKey, zapDomain: door.domain, zapEnforceDomain: true };
    const publisher = withGoodKeys(name, () => new Publisher({ context, ...announcingSocket, ...addressing(announce), ...secure }));
    sockets.push(publisher);
    const router = withGoodKeys(name, () => new Router({ context, ...answeringSocket, ...addressing(report), ...secure }));
    sockets.push(router);
    await bind(name, publisher, announce);
    await bind(name, router, report);
    return { publisher, router };
  }

  const { publisher, router } = await start().catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const ended = receiveAll(router, ([peer, ...frames]) => {
    const text = textOf(frames, listener.ignored);
    if (peer !== undefined && text !== null) listener.told(peer.toString('hex'), text);
  });
  let closed: Promise<void> | null = null;

  return {
    announce(message) {
      if (fits(message)) publisher.send(message).catch(() => listener.ignored('queue-full'));
    },
    answer(peer, message) {
      if (fits(message)) router.send([Buffer.from(peer, 'hex'), message]).catch(notAnswered);
    },
    close() {
      closed ??= release().then(() => ended);
      return closed;
    },
  };

  function fits(message: string): boolean {
    if (closed !== null) return false;
    const fitting = Buffer.byteLength(message) <= largestMessage;
    if (!fitting) listener.ignored('too-large');
    return fitting;
  }

  /** A peer that is gone (EHOSTUNREACH) is no fault of anybody. */
  function notAnswered(error: unknown): void {
    if (codeOf(error) === 'EAGAIN') listener.ignored('queue-full');
  }
}

async function bind(leader: string, socket: Socket, address: string): Promise<void> {
  try {
    await socket.bind(address);
  } catch (error) {
    throw notBound(leader, address, error);
  }
}
