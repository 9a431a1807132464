import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { curveKeyPair } from 'zeromq';
import { ExporterError, messageOf } from '../contract/errors.ts';
import { exporterNameSchema } from '../settings/group.ts';

/** `keys --out NAME`: a pair for one exporter. The secret goes into NAME.secret and nowhere else; answers what a person does with the public key. */
export async function makeKeys(args: readonly string[]): Promise<string> {
  const out = outOf(args);
  const name = basename(out);
  const checked = exporterNameSchema.safeParse(name);
  if (!checked.success) throw wrong(`--out: "${name}" is no name of an exporter: 1 to 40 letters, digits and "-".`);
  const file = resolve(`${out}.secret`);
  const { publicKey, secretKey } = curveKeyPair();
  await keep(file, secretKey);
  return told(name, file, publicKey);
}

function outOf(args: readonly string[]): string {
  try {
    const { out } = parseArgs({ args: [...args], options: { out: { type: 'string' } } }).values;
    if (out !== undefined && out !== '') return out;
  } catch (error) {
    throw wrong(`${messageOf(error)}. ${usage}`);
  }
  throw wrong(usage);
}

const usage = 'Give "keys --out NAME" with the name of the exporter; its secret key goes into NAME.secret.';

/** For its owner's eyes, and never over another: who was let in with that one would be shut out. */
async function keep(file: string, secretKey: string): Promise<void> {
  try {
    await writeFile(file, `${secretKey}\n`, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') throw wrong(`${file} is there already and is not overwritten. Take it away first if it is not used any more.`);
    throw wrong(`${file} cannot be written (${code}). Is the folder there, and may this user write to it?`);
  }
}

function told(name: string, file: string, publicKey: string): string {
  return [
    `The secret key of ${name} is in ${file}. It stays on the machine of ${name}; nobody else needs it.`,
    `The public key of ${name} is ${publicKey}`,
    '',
    `In the settings of ${name}, in "group" (the path is relative to the settings file):`,
    `  ${JSON.stringify({ keys: { publicKey, secretKey: { file: basename(file) } } }).slice(1, -1)}`,
    `Where ${name} follows, in "group" of every exporter that may lead:`,
    `  ${JSON.stringify({ followers: [{ name, publicKey }] }).slice(1, -1)}`,
    `Where ${name} may lead, in its entry of "group.leaders" of every exporter:`,
    `  ${JSON.stringify({ publicKey }).slice(1, -1)}`,
  ].join('\n');
}

function wrong(message: string): ExporterError {
  return new ExporterError('BAD_REQUEST', message);
}
