import { once } from 'node:events';
import { connect } from 'node:net';
import { Dealer, Subscriber } from 'zeromq';
import { protocolVersion } from '../../../core/group/protocol.ts';
import type { Leader } from './stage.ts';

type Json = Record<string, unknown>;

/** Somebody on the network who means harm: noise on both ports, and messages that look right. Ends with the signal. */
export async function attack({ announce, report }: Leader, followers: readonly string[], signal: AbortSignal): Promise<void> {
  await Promise.all([
    noise(announce, signal),
    noise(report, signal),
    forgeries(announce, signal),
    forgeries(report, signal),
    listens(announce, report),
  ]);

  /** With everything that a follower could know or guess but its session. */
  async function forgeries(address: string, until: AbortSignal): Promise<void> {
    const dealer = new Dealer({ linger: 0, sendTimeout: 0, routingId: 'f1' });
    dealer.connect(address);
    for (let n = 1; !until.aborted; n++) {
      for (const message of forged(n)) await dealer.send(message).catch(() => undefined);
      await pause();
    }
    dealer.close();
  }

  function forged(n: number): (string | Buffer)[] {
    const pulse = { pulseId: '1', timestampNs: '1' };
    const outcomes = [{ channel: 'x', device: 'y', code: 'captured' }];
    const bodies: Json[] = [
      { kind: 'bye' },
      { kind: 'report', report: { pulse, captureId: '1', attempt: 1, file: 'x.h5', verdict: 'complete', outcomes } },
      { kind: 'command', id: '1', command: 'stopSchedule', request: {} },
      {
        kind: 'beat',
        working: [],
        counts: { announced: 0, received: 0, backFilled: 0, givenUp: 0, superseded: 0 },
        setupId: null,
        trouble: 'ill',
      },
      { kind: 'ask', pulses: Array.from({ length: 500 }, () => pulse) },
    ];
    const [from = ''] = followers;
    const told = bodies.flatMap((body) =>
      ['1-guessed', '0-old', null].map((session) => ({ v: protocolVersion, from, session, n: n * 1e6, ...body })),
    );
    return [
      ...told.map((message) => JSON.stringify(message)),
      JSON.stringify({ v: protocolVersion + 1, from: 'of-tomorrow', kind: 'hello' }),
      '{"v":1,"kind":"hello"',
      Buffer.from([0xff, 0xfe, 0x00]),
      n % 20 === 0 ? 'x'.repeat(17 * 1024 * 1024) : '',
    ];
  }

  /** Says again to the leader whatever the leader has said. */
  async function listens(from: string, to: string): Promise<void> {
    const [subscriber, dealer] = [new Subscriber({ linger: 0 }), new Dealer({ linger: 0, sendTimeout: 0 })];
    subscriber.connect(from);
    subscriber.subscribe();
    dealer.connect(to);
    signal.addEventListener('abort', () => {
      subscriber.close();
      dealer.close();
    });
    try {
      for await (const [message] of subscriber) if (message !== undefined) await dealer.send(message).catch(() => undefined);
    } catch (error) {
      if (!signal.aborted) throw error; // closed between two messages
    }
  }
}

/** Bytes that are no ZMTP, some of which begin like it. */
async function noise(address: string, signal: AbortSignal): Promise<void> {
  const greeting = Buffer.from([0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 1]);
  for (let n = 0; !signal.aborted; n++) {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    socket.on('error', () => {}); // being thrown out is what it is here for
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 31 + n * 17) % 256));
    socket.write(n % 2 === 0 ? bytes : Buffer.concat([greeting, bytes]));
    await Promise.race([once(socket, 'close').catch(() => undefined), pause()]);
    socket.destroy();
  }
}

/** ms: some hundred messages a second. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
