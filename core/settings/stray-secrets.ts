import { isAbsolute, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { GatewaySettings } from './gateway.ts';
import { badSettings, type Problem, problem } from './problem.ts';
import type { OwnSettings, Setup } from './schema.ts';
import type { KafkaSettings, SecretSettings } from './sources.ts';

export type InUse = { settings: Pick<OwnSettings, 'group'>; setup: Setup | null /** Of the settings file. */; folder: string };

/**
 * Who may ask about settings that are not in use could name any secret of this machine, and any address for it to be sent to. So none is sent that is in use
 * for something else, nor any but what is plainly meant for a Gateway. Throws BAD_SETTINGS.
 */
export function refuseStraySecrets(gateway: GatewaySettings, inUse: InUse): void {
  const problems = [...straysIn(gateway, inUse)];
  if (problems.length > 0) throw badSettings(problems);
}

/** The same of Kafka: its password goes only to the brokers it is in use for, unless it is plainly meant for Kafka. Throws BAD_SETTINGS. */
export function refuseStrayKafkaSecrets(kafka: KafkaSettings, { settings, setup, folder }: InUse): void {
  const own = setup?.sources.kafka;
  const isKept = own?.tls === undefined || kafka.tls !== undefined; // else what went through TLS would cross the network openly
  const isOwn = own !== undefined && isKept && kafka.brokers.every((broker) => own.brokers.includes(broker));
  const problems: Problem[] = [];
  const password = kafka.sasl?.password;
  if (password !== undefined && !(isOwn && isDeepStrictEqual(own.sasl?.password, password))) {
    const used = [own?.sasl?.password, setup?.gateway?.password, settings.group?.keys?.secretKey];
    const path = ['sources', 'kafka', 'sasl', 'password'];
    if (used.some((secret) => isDeepStrictEqual(secret, password)))
      problems.push(problem(path, `It is in use for something else, and is not sent to ${kafka.brokers[0]} just to ask. ${advice}`));
    else if (!isMeant(password, folder, /KAFKA/i))
      problems.push(
        problem(
          path,
          `It is not sent anywhere just to ask: only a file in the folder of the settings, or a variable with KAFKA in its name, is. ${advice}`,
        ),
      );
  }
  for (const key of ['caFile', 'certFile', 'keyFile'] as const) {
    const file = kafka.tls?.[key];
    if (file !== undefined && !(isOwn && file === own.tls?.[key]) && !isInside(file, folder))
      problems.push(problem(['sources', 'kafka', 'tls', key], `Only a file in the folder of the settings is read just to ask. ${advice}`));
  }
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

function isMeant(secret: SecretSettings, folder: string, meant = /GATEWAY/i): boolean {
  return 'file' in secret ? isInside(secret.file, folder) : meant.test(secret.env);
}

function isInside(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}
