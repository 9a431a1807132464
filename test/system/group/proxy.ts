import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/**
 * A bad network between one exporter and another: a TCP proxy. A stream can't lose single messages, so it delays, stalls, and cuts connections; what is
 * announced while one is cut is lost.
 */
export type BadWire = {
  readonly port: number;
  /** Each piece of data comes so much later, and not before the one ahead of it. */
  delay(leastMs: number, mostMs: number): void;
  /** Nothing goes through, and nothing is lost: as long as it lasts, connections stay. */
  stall(on: boolean): void;
  /** Breaks all connections at once, and refuses new ones until it is mended. */
  cut(on: boolean): void;
};

export async function openProxy(target: string, random: () => number = Math.random): Promise<BadWire> {
  const targetPort = Number(new URL(target).port);
  const sockets = new Set<Socket>();
  const stalled: (() => void)[] = [];
  let range: readonly [number, number] = [0, 0];
  let isStalled = false;
  let isCut = false;

  const server = createServer((near) => {
    if (isCut) return void near.resetAndDestroy();
    const far = connect(targetPort, '127.0.0.1');
    join(near, far);
    join(far, near);
  });

  function join(from: Socket, to: Socket): void {
    sockets.add(from);
    let last = Promise.resolve();
    from.setNoDelay(true);
    from.on('data', (data) => {
      const [least, most] = range;
      const due = performance.now() + least + random() * (most - least);
      last = last.then(() => pass(to, data, due));
    });
    from.on('error', () => {}); // 'close' follows
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  }

  async function pass(to: Socket, data: Buffer, dueMs: number): Promise<void> {
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (isStalled) await new Promise<void>((resolve) => stalled.push(resolve));
    if (to.writable) to.write(data);
  }

  function breakAll(): void {
    for (const socket of sockets) socket.resetAndDestroy();
  }

  function release(): void {
    for (const resolve of stalled.splice(0)) resolve();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    breakAll();
    release();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');
  return {
    port: address.port,
    delay(leastMs, mostMs) {
      range = [leastMs, mostMs];
    },
    stall(on) {
      isStalled = on;
      if (!on) release();
    },
    cut(on) {
      isCut = on;
      if (on) breakAll();
    },
  };
}
