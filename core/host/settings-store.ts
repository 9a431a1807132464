import { readFile, rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ExporterError } from '../contract/errors.ts';
import { readJson } from '../settings/json-text.ts';

/** Where settings are kept between two runs. */
export type SettingsStore = {
  /** For a person. */
  where: string;
  /** null where none are kept. Rejects with BAD_SETTINGS that names the file. */
  read(): Promise<unknown>;
  /** What was kept becomes what `before` gives. null: none any more. */
  write(settings: unknown): Promise<void>;
  /** undefined where nothing was replaced yet. */
  before(): Promise<unknown>;
};

/** A JSON file; what it replaces lies beside it. A crash leaves the old or the new, never half of one. */
export function createFileStore(file: string): SettingsStore {
  const beforeFile = file.replace(/(\.json)?$/, '.before.json');
  return {
    where: file,
    read: async () => (await textOf(file)) ?? null,
    async write(settings) {
      const old = await readText(file);
      await replace(beforeFile, old ?? 'null\n');
      await replace(file, `${JSON.stringify(settings, null, 2)}\n`);
    },
    before: () => textOf(beforeFile),
  };
}

async function textOf(file: string): Promise<unknown> {
  const text = await readText(file);
  return text === null ? undefined : readJson(text, file);
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unusable(file, 'read', error);
  }
}

async function replace(file: string, text: string): Promise<void> {
  try {
    await writeFile(`${file}.new`, text, { flush: true });
    await rename(`${file}.new`, file);
  } catch (error) {
    throw unusable(file, 'written', error);
  }
}

function unusable(file: string, what: string, cause: unknown): ExporterError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ExporterError(
    'BAD_SETTINGS',
    `The settings file ${basename(file)} can't be ${what}: ${why}. Look at its folder and its rights.`,
    {
      cause,
      facts: { file },
    },
  );
}
