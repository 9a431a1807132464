import type { Socket } from 'zeromq';

/** ms. What keeps a port longer isn't ours. */
const releasedWithinMs = 2000;

/**
 * Closes it and waits until its address is free. `unbind` would do that for a socket nobody is receiving from; beside a pending `receive` it uses the
 * socket from two threads. The monitor starts here and not earlier: its queue is bounded, and a flood of connections would block libzmq on it.
 */
export function closeAndRelease(socket: Socket): Promise<void> {
  if (socket.closed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, releasedWithinMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    socket.events.on('close', done);
    socket.events.on('end', done);
    socket.close();
  });
}
