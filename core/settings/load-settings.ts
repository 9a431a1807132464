import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { ExporterError } from '../contract/errors.ts';
import { readJson } from './json-text.ts';
import { parseSettings } from './parse-settings.ts';
import { resolvePaths } from './resolve-paths.ts';
import type { SplitSettings } from './split.ts';

/** All paths in it are absolute. */
export type LoadedSettings = SplitSettings & {
  /** Null where they were made by a program. */
  file: string | null;
  dataFolder: string;
  journalFile: string;
  /** Each begins with the path of the field. */
  warnings: string[];
};

/** Reads and checks a settings file. Rejects with BAD_SETTINGS that names the file, and all that is wrong with it. */
export async function loadSettings(path: string): Promise<LoadedSettings> {
  const file = resolve(path);
  return settingsFrom(readJson(await read(file), file), file);
}

/** As read from this file. Throws BAD_SETTINGS. */
export function settingsFrom(input: unknown, file: string): LoadedSettings {
  const { warnings, ...written } = parseSettings(input, file);
  const folder = dirname(file);
  const { settings, setup } = resolvePaths(written, folder);
  const journalFile = settings.journalFile ?? join(folder, `${basename(file, extname(file))}.journal.sqlite`);
  return { settings, setup, file, dataFolder: settings.dataFolder, journalFile, warnings };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new ExporterError('BAD_SETTINGS', `${reasons[code] ?? `The settings file cannot be read (${code})`}: ${file}. ${advice}`, {
      cause: error,
      facts: { file },
    });
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'There is no settings file',
  EACCES: 'The settings file may not be read by this user',
  EISDIR: 'This is a folder, not a settings file',
};
const advice = 'Samples are in assets/settings.';
