import type { Exporter } from '../contract/api.ts';
import type { Result } from '../contract/errors.ts';
import { createDispatch } from '../dispatch.ts';

/** All that a wire needs of an exporter: what it tells, and the one door for untrusted callers. */
export type Door = Pick<Exporter, 'subscribe'> & { dispatch(command: unknown, request: unknown): Promise<Result<unknown>> };

export function doorOf(exporter: Exporter): Door {
  return { subscribe: exporter.subscribe, dispatch: createDispatch(exporter) };
}
