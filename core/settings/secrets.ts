import { badSettings, type Problem, problem } from './problem.ts';
import type { Settings } from './schema.ts';
import type { SecretSettings } from './sources.ts';

/** Never in the settings, never in a message. */
export type KafkaSecrets = {
  password?: string | undefined;
  tls?: { ca?: string | Buffer | undefined; cert?: string | Buffer | undefined; key?: string | Buffer | undefined } | undefined;
};

export type Secrets = { kafka: KafkaSecrets };

type ReadFile = (path: string, encoding: 'utf8') => Promise<string>;
type Environment = Readonly<Record<string, string | undefined>>;

/** Fetches what the settings only point to. BAD_SETTINGS names every variable and file that is not to be had, never what is in them. */
export async function resolveSecrets(
  { settings, file = null }: { settings: Settings; file?: string | null },
  env: Environment,
  readFile: ReadFile,
): Promise<Secrets> {
  const { kafka } = settings.sources;
  const problems: Problem[] = [];
  const path = ['sources', 'kafka'];

  async function fileText(file: string, field: readonly string[]): Promise<string> {
    try {
      const text = await readFile(file, 'utf8');
      if (text.trim() === '') problems.push(problem([...path, ...field], `The file ${file} is empty.`));
      return text;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
      problems.push(problem([...path, ...field], `The file ${file} cannot be read${code}. Is it there, and may this user read it?`));
      return '';
    }
  }

  async function passwordOf(secret: SecretSettings): Promise<string> {
    const field = ['sasl', 'password'];
    if ('file' in secret) return trimmed(await fileText(secret.file, field));
    const value = trimmed(env[secret.env] ?? '');
    if (value === '')
      problems.push(
        problem(
          [...path, ...field],
          `The environment variable ${secret.env} is not set. Set it to the password for Kafka before the start.`,
        ),
      );
    return value;
  }

  async function pem(file: string | undefined, field: string): Promise<string | undefined> {
    if (file === undefined) return undefined;
    const before = problems.length;
    const text = await fileText(file, ['tls', field]);
    if (problems.length === before && !text.includes('-----BEGIN'))
      problems.push(problem([...path, 'tls', field], `The file ${file} is not PEM: it has no line "-----BEGIN …".`));
    return text;
  }

  const password = kafka?.sasl === undefined ? undefined : await passwordOf(kafka.sasl.password);
  const tls = kafka?.tls && {
    ca: await pem(kafka.tls.caFile, 'caFile'),
    cert: await pem(kafka.tls.certFile, 'certFile'),
    key: await pem(kafka.tls.keyFile, 'keyFile'),
  };
  if (problems.length > 0) throw badSettings(problems, file);
  return { kafka: { ...(password !== undefined && { password }), ...(tls !== undefined && { tls }) } };
}

/** Editors and `echo` end a file with a newline that is no part of the secret. */
function trimmed(secret: string): string {
  return secret.replace(/\r?\n$/, '');
}

/** The settings as they may stand in a log: without user names, and without where secrets lie. */
export function redact(settings: Settings): unknown {
  return JSON.parse(
    JSON.stringify(settings, (key: string, value: unknown) => (hidden.has(key) && value !== undefined ? '(not shown)' : value)),
  );
}

const hidden = new Set(['password', 'username', 'keyFile']);
