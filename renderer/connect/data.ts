import { type Failure, toError } from '../../core/contract/errors.ts';
import { isFailure } from '../../core/contract/wire.ts';
import { type Frame, unpackFrame } from './frame.ts';

/** Numbers from the exporter, by `dataRoutes` and their queries. Rejects with an ExporterError. */
export type ReadData = (route: string, query: Readonly<Record<string, string | number>>, signal: AbortSignal) => Promise<Frame>;

/** `token`: null in Electron's window, whose page is the exporter's own. */
export function readDataWith(token: string | null): ReadData {
  return async (route, query, signal) => {
    const words = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]));
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${route}?${words}`, { headers, signal });
    if (response.ok) return unpackFrame(await response.arrayBuffer());
    throw toError(failureOf(await response.text(), response.status));
  };
}

function failureOf(text: string, status: number): Failure {
  try {
    const found: unknown = JSON.parse(text);
    if (isFailure(found)) return found;
  } catch {
    // said below
  }
  return { code: 'INTERNAL', message: `The exporter answered ${status} to a request for data.` };
}
