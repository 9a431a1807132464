import { ExporterError } from '../../contract/errors.ts';
import { addressOf, isLoopback } from '../../settings/address.ts';
import type { LeaderSettings } from '../../settings/group.ts';

export function addressInUse(leader: string, address: string, cause?: unknown): ExporterError {
  return new ExporterError(
    'ADDRESS_IN_USE',
    `${leader} can't lead at ${address}: another program, perhaps another exporter that leads, has this port. Stop that program, or give ${leader} another port in the settings of everyone in the group.`,
    { facts: { address }, cause },
  );
}

/** Of the operating system, which ZeroMQ passes on. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** `cause` is ZeroMQ's, with an error code of the operating system. */
export function notBound(leader: string, address: string, cause: unknown): ExporterError {
  const code = codeOf(cause);
  if (code === 'EADDRINUSE') return addressInUse(leader, address, cause);
  const why = code === 'EACCES' ? 'this program may not open that port' : 'this machine has no such address';
  return new ExporterError(
    'BAD_SETTINGS',
    `${leader} can't lead at ${address}: ${why}. Correct it under group.leaders, in the settings of everyone in the group.`,
    { facts: { address }, cause },
  );
}

/** ZeroMQ looks at keys when a socket is made with them. */
export function withGoodKeys<S>(leader: string, makeSocket: () => S): S {
  try {
    return makeSocket();
  } catch (cause) {
    if (codeOf(cause) !== 'EINVAL') throw cause;
    throw new ExporterError(
      'BAD_SETTINGS',
      `The keys under group.keys, or the publicKey of ${leader} under group.leaders, are none that ZeroMQ takes. "npm run exporter -- keys" makes a pair.`,
      { cause },
    );
  }
}

/** The settings say so before; here nothing depends on that they did. */
export function refuseWithoutKeys({ name, announce, report, publicKey }: LeaderSettings, keyed: boolean): void {
  if (keyed && publicKey === undefined)
    throw notAllowed(
      name,
      `${name} has no publicKey under group.leaders. Put it there, or leave out group.keys where all run on one machine.`,
    );
  const far = [announce, report].find((address) => !isLoopback(addressOf(address)));
  if (!keyed && far !== undefined)
    throw notAllowed(
      name,
      `Without group.keys anybody could report and announce at ${far}. Make keys with "npm run exporter -- keys", or use 127.0.0.1.`,
    );
}

function notAllowed(leader: string, sentence: string): ExporterError {
  return new ExporterError('NOT_ALLOWED', sentence, { facts: { leader } });
}
