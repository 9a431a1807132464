import { isAbsolute, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { GatewaySettings } from './gateway.ts';
import { badSettings, type Problem, problem } from './problem.ts';
import type { OwnSettings, Setup } from './schema.ts';
import type { SecretSettings } from './sources.ts';

export type InUse = { settings: OwnSettings; setup: Setup | null /** Of the settings file. */; folder: string };

/**
 * Who may ask about settings that are not in use could name any secret of this machine, and any address for it to be sent to. So none is sent that is in use
 * for something else, nor any but what is plainly meant for a Gateway. Throws BAD_SETTINGS.
 */
export function refuseStraySecrets(gateway: GatewaySettings, inUse: InUse): void {
  const problems = [...straysIn(gateway, inUse)];
  if (problems.length > 0) throw badSettings(problems);
}

function* straysIn({ url, password, caFile }: GatewaySettings, { settings, setup, folder }: InUse): Generator<Problem> {
  const own = setup?.gateway;
  const isOwn = own !== undefined && own.url === url && isDeepStrictEqual(own.password, password);
  const used = [own?.password, setup?.sources.kafka?.sasl?.password, settings.group?.keys?.secretKey];
  if (!isOwn && used.some((secret) => isDeepStrictEqual(secret, password)))
    yield problem(
      ['gateway', 'password'],
      `It is in use for something else, and is not sent to ${new URL(url).host} just to ask. ${advice}`,
    );
  else if (!isOwn && !isMeant(password, folder))
    yield problem(
      ['gateway', 'password'],
      `It is not sent anywhere just to ask: only a file in the folder of the settings, or a variable with GATEWAY in its name, is. ${advice}`,
    );
  if (caFile !== undefined && caFile !== own?.caFile && !isInside(caFile, folder))
    yield problem(['gateway', 'caFile'], `Only a file in the folder of the settings is read just to ask. ${advice}`);
}

const advice = 'Or check the settings where they are: npm run exporter -- check --settings FILE.';

function isMeant(secret: SecretSettings, folder: string): boolean {
  return 'file' in secret ? isInside(secret.file, folder) : /GATEWAY/i.test(secret.env);
}

function isInside(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}
