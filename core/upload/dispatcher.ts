import { getCACertificates } from 'node:tls';
import { type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { ExporterError } from '../contract/errors.ts';
import { isLoopback } from '../settings/address.ts';
import type { GatewaySecrets } from '../settings/gateway-secrets.ts';
import type { Environment } from '../settings/secret-reader.ts';

const connectMs = 10_000;
/** The Gateway's server ends idle connections after 5 s: a file must not be begun on one that is just being ended. */
const keepAliveMs = 2_000;

/** Kept-alive connections, through the proxies the environment names, except to this machine itself. BAD_SETTINGS for a proxy that is no address. */
export function createDispatcher(url: URL, { ca }: GatewaySecrets, env: Environment): Dispatcher {
  const tls = ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] };
  const direct = url.hostname === 'localhost' || isLoopback({ host: url.hostname, port: 0 });
  const proxy = (name: string): string => (direct ? '' : (env[name] ?? env[name.toUpperCase()] ?? ''));
  try {
    return new EnvHttpProxyAgent({
      // An empty one keeps undici from reading the environment of the process itself.
      httpProxy: proxy('http_proxy'),
      httpsProxy: proxy('https_proxy') || proxy('http_proxy'),
      noProxy: proxy('no_proxy'),
      connections: 4,
      pipelining: 1,
      allowH2: false,
      connect: { timeout: connectMs, ...tls },
      connectTimeout: connectMs,
      requestTls: tls,
      proxyTls: tls,
      keepAliveTimeout: keepAliveMs,
      keepAliveMaxTimeout: keepAliveMs,
      // The time limit of each request covers these.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  } catch {
    // What is thrown has the proxy's address in it, which may have a password in it.
    const sentence = 'The proxy for the Operations Gateway is no address. Write http_proxy and https_proxy as http://host:port.';
    throw new ExporterError('BAD_SETTINGS', sentence);
  }
}
