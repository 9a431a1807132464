import { type Problem, problem } from './problem.ts';
import type { SecretSettings } from './sources.ts';

export type ReadFile = (path: string, encoding: 'utf8') => Promise<string>;
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads what settings only point to. What is not to be had is empty, and a problem that never tells what was found. */
export function createSecretReader(env: Environment, readFile: ReadFile) {
  const problems: Problem[] = [];

  async function fileText(file: string, path: readonly string[]): Promise<string> {
    try {
      const text = await readFile(file, 'utf8');
      if (text.trim() === '') problems.push(problem(path, `The file ${file} is empty.`));
      return text;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
      problems.push(problem(path, `The file ${file} cannot be read${code}. Is it there, and may this user read it?`));
      return '';
    }
  }

  /** `what` it is, in the sentence for an environment variable that is not set. */
  async function secret(from: SecretSettings, path: readonly string[], what: string): Promise<string> {
    if ('file' in from) return trimmed(await fileText(from.file, path));
    const value = trimmed(env[from.env] ?? '');
    if (value === '') problems.push(problem(path, `The environment variable ${from.env} is not set. Set it to ${what} before the start.`));
    return value;
  }

  async function pem(file: string | undefined, path: readonly string[]): Promise<string | undefined> {
    if (file === undefined) return undefined;
    const before = problems.length;
    const text = await fileText(file, path);
    if (problems.length === before && !text.includes('-----BEGIN'))
      problems.push(problem(path, `The file ${file} is not PEM: it has no line "-----BEGIN …".`));
    return text;
  }

  return { problems, pem, secret };
}

/** Editors and `echo` end a file with a newline that is no part of the secret. */
function trimmed(secret: string): string {
  return secret.replace(/\r?\n$/, '');
}
