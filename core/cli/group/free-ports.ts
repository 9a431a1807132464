import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to outgoing connections (Linux from 32768, others from 49152): one that is to lead later finds its own still free. */
const first = 20_000;
const last = 32_000;

/** Nobody listens there on loopback just now. Looks from a place that `random`, 0 to 1, chooses, so that two groups rarely look at the same. */
export async function freePorts(count: number, random: number): Promise<number[]> {
  const ports: number[] = [];
  const all = last - first;
  const from = Math.floor(random * all);
  for (let step = 0; step < all && ports.length < count; step++) {
    const port = first + ((from + step) % all);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false; // whatever the reason, it is of no use here
  } finally {
    server.close();
  }
}
