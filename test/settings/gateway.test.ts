import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { gatewaySchema } from '../../core/settings/gateway.ts';
import { resolveGatewaySecrets } from '../../core/settings/gateway-secrets.ts';
import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { resolvePaths } from '../../core/settings/resolve-paths.ts';
import { redact } from '../../core/settings/secrets.ts';
import { sample } from './sample.ts';

const least = { url: 'https://gateway.example/api', username: 'hdf_import', password: { env: 'GATEWAY_PASSWORD' } };
const pem = '-----BEGIN CERTIFICATE-----\n';

async function readFile(path: string): Promise<string> {
  if (path === 'ca.pem') return pem;
  if (path === 'word') return 'hidden-word\n';
  if (path === 'ca.der') return '0\u0082hidden-word';
  throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
}

test('address and account are enough', () => {
  expect(gatewaySchema.parse(least)).toEqual({
    ...least,
    secondsBetweenUploads: 1,
    manifestRefreshSeconds: 600,
    millisecondTimestamps: false,
    answerTimeoutSeconds: 300,
  });
});

test.each([
  ['a password in the settings', { password: 'hidden-word' }, 'must not be in the settings'],
  ['an address without http', { url: 'gateway.example' }, 'with http:// or https://'],
  ['an address that is no web page', { url: 'ftp://gateway.example' }, 'with http:// or https://'],
  ['a password in the address', { url: 'https://u:hidden-word@gateway.example' }, 'no user, password'],
  ['a question in the address', { url: 'https://gateway.example/?a=1' }, 'no user, password'],
])('%s is not taken, and not repeated', (_, over, about) => {
  const { error } = gatewaySchema.safeParse({ ...least, ...over });
  expect(error?.message).toContain(about);
  expect(error?.message).not.toContain('hidden-word');
});

test('password and certificates come from where the settings point', async () => {
  const gateway = gatewaySchema.parse({ ...least, caFile: 'ca.pem' });
  expect(await resolveGatewaySecrets({ gateway }, { GATEWAY_PASSWORD: 'hidden-word' }, readFile)).toEqual({
    password: 'hidden-word',
    ca: pem,
  });
  const byFile = gatewaySchema.parse({ ...least, password: { file: 'word' } });
  expect(await resolveGatewaySecrets({ gateway: byFile }, {}, readFile)).toEqual({ password: 'hidden-word' });
});

test('everything that is not to be had is named at once, and nothing that was found', async () => {
  const gateway = gatewaySchema.parse({ ...least, caFile: 'ca.der' });
  const failed = resolveGatewaySecrets({ gateway, file: 'f.json' }, {}, readFile);
  await expect(failed).rejects.toMatchObject({
    code: 'BAD_SETTINGS',
    message: expect.stringMatching(/GATEWAY_PASSWORD[\s\S]*gateway\.caFile: .* not PEM/),
  });
  await expect(failed).rejects.toMatchObject({ message: expect.not.stringContaining('hidden-word') });
});

test('a whole file has the gateway in its setup, so that followers have it from their leader, and a log shows no account', () => {
  const { setup, settings } = parseWholeSettings(sample({ gateway: least }));
  expect(setup.gateway).toMatchObject({ url: least.url, password: { env: 'GATEWAY_PASSWORD' } });
  expect(settings).not.toHaveProperty('gateway');
  const shown = JSON.stringify(redact({ settings, setup }));
  expect(shown).toContain(least.url);
  for (const hidden of [least.username, 'GATEWAY_PASSWORD']) expect(shown).not.toContain(hidden);
});

test('its files lie beside the settings file', () => {
  const { setup } = resolvePaths(
    parseWholeSettings(sample({ gateway: { ...least, password: { file: 'word' }, caFile: 'ca.pem' } })),
    '/beside',
  );
  expect(setup?.gateway).toMatchObject({ password: { file: resolve('/beside/word') }, caFile: resolve('/beside/ca.pem') });
});

test.each([
  ['https', 'https://gateway.example', 0],
  ['this machine', 'http://localhost:8080', 0],
  ['this machine by its number', 'http://127.0.0.1:8080', 0],
  ['another machine without https', 'http://gateway.example', 1],
])('a password to %s gets its caution where it crosses the network openly', (_, url, cautions) => {
  const { warnings } = parseWholeSettings(sample({ gateway: { ...least, url } }));
  expect(warnings.filter((warning) => warning.startsWith('gateway.url'))).toHaveLength(cautions);
});
