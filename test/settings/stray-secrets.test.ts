import { expect, test } from 'vitest';
import { gatewaySchema } from '../../core/settings/gateway.ts';
import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { kafkaSchema } from '../../core/settings/sources.ts';
import { refuseStrayKafkaSecrets, refuseStraySecrets } from '../../core/settings/stray-secrets.ts';
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

function askedKafka(over: Record<string, unknown>, inUse: Record<string, unknown> = {}): () => void {
  const { settings, setup } = parseWholeSettings(sample({ gateway, sources: { kafka: { ...kafka, ...inUse } } }));
  return () => refuseStrayKafkaSecrets(kafkaSchema.parse({ ...kafka, ...over }), { settings, setup, folder });
}

const withPassword = (password: unknown) => ({ brokers: ['elsewhere:9092'], sasl: { ...kafka.sasl, password } });

test.each<[string, Record<string, unknown>]>([
  ['the brokers in use with their own password', { leewayMs: 50 }],
  ['other brokers with a variable that is plainly for Kafka', withPassword({ env: 'NEW_KAFKA_PASSWORD' })],
  ['other brokers without a password', { brokers: ['elsewhere:9092'], sasl: undefined }],
])('%s may be asked', (_, over) => {
  expect(askedKafka(over)).not.toThrow();
});

test.each<[string, Record<string, unknown>, Record<string, unknown>, string]>([
  [
    'the password in use, at another broker',
    { brokers: ['kafka:9093', 'elsewhere:9092'] },
    {},
    'sources.kafka.sasl.password: It is in use',
  ],
  ['the password in use, without its TLS', {}, { tls: {} }, 'sources.kafka.sasl.password: It is in use'],
  ['the password of the Gateway', withPassword({ env: 'PASSWORD' }), {}, 'sources.kafka.sasl.password: It is in use'],
  ['a variable that is for something else', withPassword({ env: 'AWS_SECRET' }), {}, 'sources.kafka.sasl.password: It is not sent'],
  ['a file elsewhere', withPassword({ file: '/etc/shadow' }), {}, 'sources.kafka.sasl.password: It is not sent'],
  ['a key elsewhere', { tls: { keyFile: '/etc/ssl/key.pem' } }, {}, 'sources.kafka.tls.keyFile: Only a file in the folder'],
])('%s is not sent to Kafka', (_, over, inUse, sentence) => {
  expect(askedKafka(over, inUse)).toThrow(sentence);
});
