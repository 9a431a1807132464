import { publicKeyOf } from './curve-key.ts';
import type { GroupSettings } from './group.ts';
import { badSettings, problem } from './problem.ts';
import type { Setup } from './schema.ts';
import { createSecretReader, type Environment, type ReadFile } from './secret-reader.ts';
import type { SplitSettings } from './split.ts';

/** Never in the settings, never in a message. */
export type KafkaSecrets = {
  password?: string | undefined;
  tls?: { ca?: string | Buffer | undefined; cert?: string | Buffer | undefined; key?: string | Buffer | undefined } | undefined;
};

export type Secrets = { kafka: KafkaSecrets };

/** Fetches what the settings only point to. BAD_SETTINGS names every variable and file that is not to be had, never what is in them. */
export async function resolveSecrets(
  { setup, file = null }: { setup: Setup; file?: string | null },
  env: Environment,
  readFile: ReadFile,
): Promise<Secrets> {
  const { kafka } = setup.sources;
  const { problems, pem, secret } = createSecretReader(env, readFile);
  const path = ['sources', 'kafka'];

  const password =
    kafka?.sasl === undefined ? undefined : await secret(kafka.sasl.password, [...path, 'sasl', 'password'], 'the password for Kafka');
  const tls = kafka?.tls && {
    ca: await pem(kafka.tls.caFile, [...path, 'tls', 'caFile']),
    cert: await pem(kafka.tls.certFile, [...path, 'tls', 'certFile']),
    key: await pem(kafka.tls.keyFile, [...path, 'tls', 'keyFile']),
  };
  if (problems.length > 0) throw badSettings(problems, file);
  return { kafka: { ...(password !== undefined && { password }), ...(tls !== undefined && { tls }) } };
}

/** This exporter's secret CURVE key; null where the group has no keys. BAD_SETTINGS where it is not to be had, or is none. */
export async function resolveGroupKey(
  group: GroupSettings | undefined,
  file: string | null,
  env: Environment,
  readFile: ReadFile,
): Promise<string | null> {
  if (group?.keys === undefined) return null;
  const { problems, secret } = createSecretReader(env, readFile);
  const from = group.keys.secretKey;
  const path = ['group', 'keys', 'secretKey'];
  const key = await secret(from, path, 'the secret key of this exporter');
  const wrong = problems.length > 0 ? null : whyNot(key, group.keys.publicKey);
  if (wrong !== null) {
    const where = 'file' in from ? `The file ${from.file}` : `The environment variable ${from.env}`;
    problems.push(problem(path, `${where} holds ${wrong}`));
  }
  if (problems.length > 0) throw badSettings(problems, file);
  return key;
}

/** Of two pairs, nobody could be talked to, and nothing would say why. */
function whyNot(secretKey: string, publicKey: string): string | null {
  const own = publicKeyOf(secretKey);
  if (own === null) return 'no key: one has 40 characters, and "npm run exporter -- keys --out NAME" makes a pair.';
  if (secretKey === publicKey) return 'the public key. The secret one is in the file that "npm run exporter -- keys" has written.';
  return own === publicKey ? null : 'the secret key of another pair than group.keys.publicKey. Take both from one pair.';
}

/** The settings as they may stand in a log: without user names, and without where secrets lie. */
export function redact({ settings, setup }: SplitSettings): unknown {
  const shown = (key: string, value: unknown) => (hidden.has(key) && value !== undefined ? '(not shown)' : value);
  return JSON.parse(JSON.stringify({ ...settings, ...setup }, shown));
}

const hidden = new Set(['password', 'username', 'keyFile', 'secretKey']);
