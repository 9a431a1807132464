import type { Socket } from 'zeromq';

/** ms. While libzmq goes on trying it says so at once. */
const givenUpAfterMs = 1000;

const failed = ['disconnect', 'handshake:error:auth', 'handshake:error:protocol', 'handshake:error:other'] as const;
const trying = ['connect', 'connect:delay', 'connect:retry', 'handshake'] as const;

/**
 * Connects, for ever. libzmq does that by itself when a connection breaks, but never again after its other side has refused the key or said what is no
 * ZMTP: yet the key may be put on the leader's list, and another program may have had the port for a while.
 */
export function connectForEver(socket: Socket, address: string): void {
  let redialling: NodeJS.Timeout | undefined;
  for (const type of failed) socket.events.on(type, wait);
  for (const type of [...trying, 'end'] as const) socket.events.on(type, () => clearTimeout(redialling));
  socket.connect(address);

  function wait(): void {
    clearTimeout(redialling);
    if (!socket.closed) redialling = setTimeout(redial, givenUpAfterMs);
  }

  function redial(): void {
    if (socket.closed) return;
    socket.disconnect(address);
    socket.connect(address);
  }
}
