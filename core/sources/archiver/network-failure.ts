import { errors } from 'undici';
import { ExporterError } from '../../contract/errors.ts';
import { codeOf, reason } from '../../http/reason.ts';

type Circumstances = {
  what: string;
  host: string;
  /** `reading` once the status line has come. */
  phase: 'connecting' | 'reading';
  limitMs: number;
  /** Why we ended it ourselves: 'time', 'stop', or nothing. */
  ended: unknown;
};

/** What the network did becomes a named error with a sentence. */
export function asNetworkFailure(error: unknown, { what, host, phase, limitMs, ended }: Circumstances): ExporterError {
  if (ended === 'stop') return new ExporterError('STOPPED', `Asking the Archiver for ${what} was stopped.`, { cause: error });
  const code = codeOf(error);
  const facts = code === '' ? { host } : { host, reason: code };
  if (ended === 'time' || /TIMEOUT|ETIMEDOUT/.test(code)) {
    const sentence = `The Archiver at ${host} did not answer for ${what} within ${Math.round(limitMs)} ms. Is it overloaded, or is the network slow?`;
    return new ExporterError('ARCHIVER_TIMEOUT', sentence, { cause: error, facts });
  }
  if (phase === 'reading' || error instanceof errors.HTTPParserError || code === 'UND_ERR_HEADERS_OVERFLOW') {
    const how = phase === 'reading' ? 'ended in the middle' : 'is not HTTP';
    const sentence = `The Archiver's answer for ${what} ${how}. If this goes on, look at the log of the appliance at ${host}.`;
    return new ExporterError('ARCHIVER_BAD_ANSWER', sentence, { cause: error, facts });
  }
  const sentence = `The Archiver at ${host} cannot be reached${reason(code)}, so ${what} has no answer. Is it running, and is sources.archiver right?`;
  return new ExporterError('ARCHIVER_UNREACHABLE', sentence, { cause: error, facts });
}
