/** What a socket tells. `closed` comes once and is the last; also for one that never opened. */
export type SocketListener = { opened(): void; text(text: string): void; closed(code: number, reason: string): void };

export type PageSocket = { send(text: string): void; close(): void };

/** A browser's WebSocket as the bridge sees it. */
export function pageSocket(socket: WebSocket, listener: SocketListener): PageSocket {
  socket.addEventListener('open', () => listener.opened());
  socket.addEventListener('message', ({ data }) => listener.text(String(data)));
  socket.addEventListener('close', ({ code, reason }) => listener.closed(code, reason));
  return { send: (text) => socket.send(text), close: () => socket.close() };
}
