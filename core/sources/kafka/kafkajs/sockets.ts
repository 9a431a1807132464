import { connect, isIP, type OnReadOpts, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { KafkaConfig } from 'kafkajs';
import { createFrameMemory, type FrameMemory } from './frame-memory.ts';
import { assembleFrames } from './frames.ts';

type SocketFactory = NonNullable<KafkaConfig['socketFactory']>;

const keepAliveMs = 10_000;

/** Every socket that is open is known, so that closing ends the process even where kafkajs would still wait for an answer. */
export function createSockets() {
  const byAddress = new Map<string, Set<Socket>>();
  const memory = createFrameMemory();

  const open: SocketFactory = ({ host, port, ssl, onConnect }) => {
    const options = { host, port, onread: wholeAnswers(() => socket, memory) };
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket: Socket = ssl ? connectTls({ ...options, ...name, ...ssl }, onConnect) : connect(options, onConnect);
    // Otherwise a second small request waits for the first one's acknowledgement: up to 40 ms.
    socket.setNoDelay(true);
    socket.setKeepAlive(true, keepAliveMs);
    remember(`${host}:${port}`, socket);
    return socket;
  };

  function remember(key: string, socket: Socket): void {
    const known = byAddress.get(key) ?? new Set();
    byAddress.set(key, known.add(socket));
    socket.once('close', () => {
      known.delete(socket);
      if (known.size === 0 && byAddress.get(key) === known) byAddress.delete(key);
    });
  }

  function destroy({ host, port }: { host: string; port: number }): void {
    for (const socket of byAddress.get(`${host}:${port}`) ?? []) cut(socket);
  }

  function destroyAll(): void {
    for (const sockets of byAddress.values()) for (const socket of sockets) cut(socket);
  }

  return { open, destroy, destroyAll, giveBack: memory.giveBack };
}

/** kafkajs hears of each answer once, as a whole. */
function wholeAnswers(socketOf: () => Socket, { room }: FrameMemory): OnReadOpts {
  const frames = assembleFrames((frame) => socketOf().emit('data', frame), room);
  return {
    buffer: frames.room,
    callback: (bytes, buffer) => {
      try {
        frames.take(buffer.subarray(0, bytes));
      } catch (error) {
        socketOf().destroy(error instanceof Error ? error : new Error(String(error)));
      }
      return true;
    },
  };
}

/** With an error, because kafkajs lets what is in flight fail only on "error" and "end". */
function cut(socket: Socket): void {
  if (!socket.destroyed) socket.destroy(new Error('The connection was given up'));
}
