import type { GatewaySettings } from './gateway.ts';
import { badSettings } from './problem.ts';
import { createSecretReader, type Environment, type ReadFile } from './secret-reader.ts';

/** Never in the settings, never in a message. `ca` is PEM. */
export type GatewaySecrets = { password: string; ca?: string | undefined };

/** BAD_SETTINGS names the variable or file that is not to be had. `path`: where the Gateway stands in the settings. */
export async function resolveGatewaySecrets(
  { gateway, file = null, path = ['gateway'] }: { gateway: GatewaySettings; file?: string | null; path?: readonly string[] },
  env: Environment,
  readFile: ReadFile,
): Promise<GatewaySecrets> {
  const { problems, pem, secret } = createSecretReader(env, readFile);
  const password = await secret(gateway.password, [...path, 'password'], 'the password for the Operations Gateway');
  const ca = await pem(gateway.caFile, [...path, 'caFile']);
  if (problems.length > 0) throw badSettings(problems, file);
  return { password, ...(ca !== undefined && { ca }) };
}
