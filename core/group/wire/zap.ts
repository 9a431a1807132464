import { type Context, Reply } from 'zeromq';
import { toZ85 } from '../../settings/z85.ts';
import { receiveAll } from './receive.ts';
import { closeAndRelease } from './socket-end.ts';

const address = 'inproc://zeromq.zap.01';

/** Who may connect to one leader's sockets. */
export type Door = { allowed(): ReadonlySet<string>; denied(): void };

/**
 * libzmq checks that a client has the secret key of the public key it shows, and asks here whether that key may come in; with nobody to ask it lets
 * in every key. One socket a context answers: https://rfc.zeromq.org/spec/27/
 */
export type Doorkeeper = {
  /** `domain` is the `zapDomain` of the sockets behind this door. */
  open(domain: string, door: Door): Promise<void>;
  close(domain: string): Promise<void>;
};

export function createDoorkeeper(context: Context): Doorkeeper {
  const doors = new Map<string, Door>();
  let asked: { reply: Reply; ended: Promise<void> } | null = null;
  let released = Promise.resolve();

  function answer(reply: Reply, frames: readonly Buffer[]): void {
    const [version = '1.0', id = '', domain = ''] = frames;
    const door = doors.get(domain.toString());
    const enters = door !== undefined && mayEnter(frames, door);
    if (!enters) door?.denied();
    const status = enters ? ['200', 'OK'] : ['400', 'This key is not on the list'];
    // No user and no metadata. What can't be answered is a handshake that has ended.
    reply.send([version, id, ...status, '', '']).catch(() => undefined);
  }

  return {
    async open(domain, door) {
      doors.set(domain, door);
      await released;
      if (asked !== null) return;
      const reply = new Reply({ context, linger: 0, sendTimeout: 0 });
      reply.bindSync(address);
      asked = { reply, ended: receiveAll(reply, (frames) => answer(reply, frames)) };
    },
    async close(domain) {
      if (!doors.delete(domain) || doors.size > 0 || asked === null) return;
      const { reply, ended } = asked;
      asked = null;
      released = closeAndRelease(reply).then(() => ended);
      await released;
    },
  };
}

function mayEnter(frames: readonly Buffer[], { allowed }: Door): boolean {
  const [version, , , , , mechanism, key] = frames;
  if (frames.length !== 7 || version?.toString() !== '1.0' || mechanism?.toString() !== 'CURVE' || key?.length !== 32) return false;
  return allowed().has(toZ85(key));
}
