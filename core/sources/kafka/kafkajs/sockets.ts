import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { KafkaConfig } from 'kafkajs';

type SocketFactory = NonNullable<KafkaConfig['socketFactory']>;

const keepAliveMs = 10_000;

/** First bytes of a TLS alert: no Kafka answer can begin so, it would be 350 MB long. */
const tlsAlert = [0x15, 0x03];

/** Every socket that is open is known, so that closing ends the process even where kafkajs would still wait for an answer. */
export function createSockets() {
  const byAddress = new Map<string, Set<Socket>>();

  const open: SocketFactory = ({ host, port, ssl, onConnect }) => {
    // Without noDelay a second small request waits for the first one's acknowledgement: up to 40 ms.
    const socket = ssl
      ? connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}), ...ssl }, onConnect).setNoDelay(true)
      : connect({ host, port, noDelay: true }, onConnect);
    socket.setKeepAlive(true, keepAliveMs);
    if (!ssl) socket.once('data', (first: Buffer) => refuseTls(socket, first));
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

  return { open, destroy, destroyAll };
}

function refuseTls(socket: Socket, first: Buffer): void {
  if (!tlsAlert.every((byte, at) => first[at] === byte)) return;
  socket.destroy(Object.assign(new Error('The broker answers in TLS'), { code: 'ERR_TLS_WANTED' }));
}

/** With an error, because kafkajs lets what is in flight fail only on "error" and "end". */
function cut(socket: Socket): void {
  if (!socket.destroyed) socket.destroy(new Error('The connection was given up'));
}
