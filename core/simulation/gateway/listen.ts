import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { ExporterError } from '../../contract/errors.ts';

/** A key and a certificate, both PEM. */
export type Tls = { key: string; cert: string };

/** Enough for a group of exporters; whoever comes beyond is turned away. */
const mostConnections = 256;

/** On loopback; 0 takes any free port. Rejects with INTERNAL where the port is taken. */
export async function listen(port: number, tls: Tls | undefined, listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = `The simulated Gateway cannot listen on port ${port} of 127.0.0.1 (${cause.code ?? cause.message}); choose another port.`;
      reject(new ExporterError('INTERNAL', why, { cause }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : port };
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
