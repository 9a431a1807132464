import { errors } from 'undici';
import { ExporterError, type FailureCode } from '../contract/errors.ts';
import { codeOf, reason } from '../http/reason.ts';
import type { Ended } from './limit.ts';

type Circumstances = {
  what: string;
  url: URL;
  /** `reading` once the status line has come. */
  phase: 'asking' | 'reading';
  limitMs: number;
  ended: Ended | null;
  sentBytes: number;
};

/** What the network, the certificates, a proxy or the file did becomes a named error with a sentence. */
export function asNetworkFailure(error: unknown, circumstances: Circumstances): ExporterError {
  if (error instanceof ExporterError) return error;
  const code = codeOf(error);
  const [name, sentence] = named(error, code, circumstances);
  const facts = { host: circumstances.url.host, ...(code !== '' && { reason: code }) };
  return new ExporterError(name, sentence, { cause: error, facts });
}

function named(error: unknown, code: string, { what, url, phase, limitMs, ended, sentBytes }: Circumstances): [FailureCode, string] {
  const gateway = `The Operations Gateway at ${url.host}`;
  if (ended === 'stop') return ['STOPPED', `Asking the Operations Gateway for ${what} was stopped.`];
  if (ended === 'time')
    return [
      'GATEWAY_TIMEOUT',
      `${gateway} did not answer for ${what} within ${Math.round(limitMs / 1000)} s. Is it overloaded, or the network slow?`,
    ];
  if (/^UND_ERR_PRX|^UND_ERR_SOCKS/.test(code) || /proxy/i.test(messageOf(error)))
    return [
      'GATEWAY_PROXY',
      `The proxy on the way to ${url.host} does not let ${what} through. Are http_proxy, https_proxy and no_proxy right?`,
    ];
  const tls = tlsSentence(code, url.host);
  if (tls !== null) return ['GATEWAY_TLS', tls];
  if (error instanceof errors.HTTPParserError || code === 'UND_ERR_HEADERS_OVERFLOW')
    return [
      'GATEWAY_BAD_ANSWER',
      `What answers at ${url.host} for ${what} is not HTTP. Should gateway.url begin with https://, or is its port wrong?`,
    ];
  if (phase === 'reading')
    return [
      'GATEWAY_CUT',
      `The Gateway's answer for ${what} ended in the middle${reason(code)}. If this goes on, look at the log of ${url.host}.`,
    ];
  if (sentBytes > 0)
    return ['GATEWAY_CUT', `The connection to ${url.host} ended${reason(code)} while ${what} was on its way. Is the network all right?`];
  return [
    'GATEWAY_UNREACHABLE',
    `${gateway} cannot be reached${reason(code)}, so ${what} has no answer. Is it running, and is gateway.url right?`,
  ];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

const untrusted = /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_UNTRUSTED|CERT_SIGNATURE|CERT_CHAIN/;

function tlsSentence(code: string, host: string): string | null {
  if (untrusted.test(code))
    return `The certificate of ${host} is signed by nobody this machine trusts. Give its authority's certificate as gateway.caFile.`;
  if (/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/.test(code))
    return `The certificate of ${host} has expired or is not valid yet. Is this machine's clock right? If so, the Gateway needs a new one.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `The certificate of ${host} is for another name. Write gateway.url with the name it is for.`;
  if (/^ERR_SSL|^ERR_TLS|^EPROTO$|^CERT_|^ERR_OSSL/.test(code))
    return `No encrypted connection to ${host} comes about (${code}). Does it speak https at this port, and is gateway.caFile right?`;
  return null;
}
