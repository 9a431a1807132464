import type { Server } from 'node:http';
import { ExporterError } from '../contract/errors.ts';

/** Of this machine only: there is no encryption, and the token must not leave it. */
export const ownAddress = '127.0.0.1';

/** Answers the port; 0 takes any free one. Rejects with ADDRESS_IN_USE, or NOT_ALLOWED for a port that only an administrator may take. */
export async function listen(server: Server, port: number): Promise<number> {
  const listening = Promise.withResolvers<void>();
  server.on('error', (cause: NodeJS.ErrnoException) => {
    const code = cause.code === 'EACCES' ? 'NOT_ALLOWED' : 'ADDRESS_IN_USE';
    const why = `The screens cannot be served on port ${port} of ${ownAddress} (${cause.code ?? cause.message}): choose another with --port, or 0 for a free one.`;
    listening.reject(new ExporterError(code, why, { cause }));
  });
  server.listen(port, ownAddress, listening.resolve);
  await listening.promise;
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
