import type { Dispatcher, FormData } from 'undici';
import { ExporterError } from '../contract/errors.ts';
import { readStart, readWhole } from '../http/bounded-body.ts';
import { createLimit } from './limit.ts';
import { asNetworkFailure } from './network-failure.ts';
import type { OnProgress } from './port.ts';
import { type RawAnswer, retryAfterMs } from './raw-answer.ts';
import type { Token } from './token.ts';

export type Call = {
  method: 'GET' | 'POST';
  /** Below the prefix of the settings. */
  path: string;
  /** In sentences: "its manifest". */
  what: string;
  token?: Token;
  json?: unknown;
  /** Made when the request is; it tells what is read of it, and ends when the request has. */
  form?: (onProgress: OnProgress, over: AbortSignal) => Promise<FormData>;
  onProgress?: OnProgress | undefined;
  /** How long nothing may move. */
  limitMs: number;
  /** Of an answer that is a success; the rest is cut at 64 KiB. */
  maxBytes: number;
};

export type Transport = { send(call: Call, signal: AbortSignal): Promise<RawAnswer> };

/** One request, one answer as text, or an ExporterError. Redirects are not followed: a token must not travel to another host. */
export function createTransport(url: URL, dispatcher: Dispatcher): Transport {
  const prefix = url.pathname.replace(/\/+$/, '');
  return {
    async send({ method, path, what, token, json, form, onProgress, limitMs, maxBytes }, signal) {
      const limit = createLimit(signal, limitMs);
      const over = new AbortController();
      let phase: 'asking' | 'reading' = 'asking';
      let sentBytes = 0;
      try {
        const made = await form?.((bytes) => {
          // A chunk that was being read when the request ended.
          if (over.signal.aborted) return;
          sentBytes = bytes;
          limit.refresh();
          onProgress?.(bytes);
        }, over.signal);
        const response = await dispatcher.request({
          origin: url.origin,
          path: prefix + path,
          method,
          headers: {
            accept: 'application/json',
            ...(token !== undefined && { authorization: `Bearer ${token.text}` }),
            ...(json !== undefined && { 'content-type': 'application/json' }),
          },
          body: json === undefined ? (made ?? null) : JSON.stringify(json),
          signal: limit.signal,
        });
        phase = 'reading';
        limit.refresh();
        const { statusCode: status, headers, body } = response;
        const text = status < 300 ? await readWhole(body, maxBytes) : await readStart(body, limit.signal);
        if (text === null) throw tooLarge(url.host, what, maxBytes);
        const dateMs = Date.parse(String(headers.date ?? ''));
        return { status, text, dateMs: Number.isNaN(dateMs) ? null : dateMs, retryAfterMs: retryAfterMs(headers['retry-after'], dateMs) };
      } catch (error) {
        throw asNetworkFailure(error, { what, url, phase, limitMs, ended: limit.ended(), sentBytes });
      } finally {
        limit.done();
        over.abort();
      }
    },
  };
}

function tooLarge(host: string, what: string, limitBytes: number): ExporterError {
  const sentence = `The answer of the Gateway at ${host} for ${what} is larger than ${limitBytes} bytes. Is gateway.url the Operations Gateway?`;
  return new ExporterError('GATEWAY_BAD_ANSWER', sentence, { facts: { host } });
}
