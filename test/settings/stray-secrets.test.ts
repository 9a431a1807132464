import { expect, test } from 'vitest';
import { gatewaySchema } from '../../core/settings/gateway.ts';
import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { refuseStraySecrets } from '../../core/settings/stray-secrets.ts';
import { sample } from './sample.ts';

const folder = '/etc/exporter';
const gateway = { url: 'https://gateway.example', username: 'u', password: { env: 'PASSWORD' } };
const kafka = {
  brokers: ['kafka:9093'],
  sasl: { mechanism: 'scram-sha-512' as const, username: 'u', password: { file: '/etc/exporter/kafka.secret' } },
};

function asked(over: Record<string, unknown>): () => void {
  const { settings, setup } = parseWholeSettings(sample({ gateway, sources: { kafka } }));
  return () => refuseStraySecrets(gatewaySchema.parse({ ...gateway, ...over }), { settings, setup, folder });
}

test.each<[string, Record<string, unknown>]>([
  ['the Gateway in use with its own password', { username: 'other' }],
  ['another Gateway with a variable that is plainly for one', { url: 'https://new.example', password: { env: 'NEW_GATEWAY_PASSWORD' } }],
  ['another Gateway with a file beside the settings', { url: 'https://new.example', password: { file: '/etc/exporter/gateway.secret' } }],
  ['a certificate beside the settings', { caFile: '/etc/exporter/certificates/ca.pem' }],
])('%s may be asked', (_, over) => {
  expect(asked(over)).not.toThrow();
});

test.each<[string, Record<string, unknown>, string]>([
  ['the password in use, at another address', { url: 'https://elsewhere.example' }, 'gateway.password: It is in use for something else'],
  ['the password of Kafka', { password: { file: '/etc/exporter/kafka.secret' } }, 'gateway.password: It is in use'],
  ['any variable', { url: 'https://elsewhere.example', password: { env: 'AWS_SECRET_ACCESS_KEY' } }, 'gateway.password: It is not sent'],
  ['any file', { password: { file: '/etc/ssh/ssh_host_key' } }, 'gateway.password: It is not sent'],
  ['a file outside by a detour', { password: { file: '/etc/exporter/../shadow' } }, 'gateway.password: It is not sent'],
  ['any certificate', { caFile: '/etc/ssl/private/key.pem' }, 'gateway.caFile'],
])('nobody has %s sent or read by only asking', (_, over, sentence) => {
  expect(asked(over)).toThrow(expect.objectContaining({ code: 'BAD_SETTINGS', message: expect.stringContaining(sentence) }));
});
