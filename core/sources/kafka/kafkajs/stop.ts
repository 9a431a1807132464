import { ExporterError } from '../../../contract/errors.ts';

export function stopped(): ExporterError {
  return new ExporterError('STOPPED', 'Reading from Kafka was stopped.');
}

/** Answers promptly with STOPPED; what comes late is dropped, and nothing is begun once the signal is aborted. */
export async function untilAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw stopped();
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const stop = () => reject(stopped());
  signal.addEventListener('abort', stop, { once: true });
  work().then(resolve, reject);
  return promise.finally(() => signal.removeEventListener('abort', stop));
}

/** Fails with what `late` gives after `ms`; what comes later is dropped. */
export function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => reject(late()), ms);
  work.then(resolve, reject);
  return promise.finally(() => clearTimeout(timer));
}
