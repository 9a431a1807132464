/** Of tcp://host:port; the host as its machine is written shortest: 127.1 is 127.0.0.1. */
export type Address = { host: string; port: number };

export function addressOf(text: string): Address {
  const colon = text.lastIndexOf(':');
  const written = text.slice('tcp://'.length, colon);
  const port = Number(text.slice(colon + 1));
  const host = URL.canParse(`http://${written}`) ? new URL(`http://${written}`).hostname : written.toLowerCase();
  return { host: host === 'localhost' ? '127.0.0.1' : host, port };
}

/** Of this machine and no other. */
export function isLoopback({ host }: Address): boolean {
  return host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** All of a machine's own: to be bound, and nothing to connect to. */
export function isAny({ host }: Address): boolean {
  return host === '0.0.0.0' || host === '[::]';
}
