import { parseWholeSettings } from './parse-settings.ts';
import { resolveSetup } from './resolve-paths.ts';
import type { Setup } from './schema.ts';

/** Of a whole settings object that is not in a file yet; it would stand in `folder`. Throws BAD_SETTINGS, naming each field that is wrong. */
export function readSetup(input: unknown, folder: string): Setup {
  return resolveSetup(parseWholeSettings(input).setup, folder);
}
