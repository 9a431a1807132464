import type { Field } from './field.ts';

const inKafka = { shownIf: { path: 'sources.kafka' } } as const;
const inTls = { shownIf: { path: 'sources.kafka.tls' } } as const;
const inSasl = { shownIf: { path: 'sources.kafka.sasl' } } as const;
const inArchiver = { shownIf: { path: 'sources.archiver' } } as const;
const bySeconds = { shownIf: { path: 'schedule.kind', is: 'seconds' } } as const;
const byPulses = { shownIf: { path: 'schedule.kind', is: 'pulses' } } as const;

export const pulseFields: readonly Field[] = [
  {
    ...{ kind: 'variant', path: 'pulseSource', label: 'Pulse IDs come from' },
    options: { kafka: 'A Kafka topic', archiver: 'An Archiver PV', simulation: 'The simulated facility' },
    made: { kafka: { kind: 'kafka', topic: '' }, archiver: { kind: 'archiver', pv: '' }, simulation: { kind: 'simulation' } },
  },
  { kind: 'text', path: 'pulseSource.topic', label: 'Topic', shownIf: { path: 'pulseSource.kind', is: 'kafka' } },
  {
    ...{ kind: 'text', path: 'pulseSource.sourceName', label: 'Source name', standard: 'any' },
    ...{ help: 'Where the topic carries several.', shownIf: { path: 'pulseSource.kind', is: 'kafka' } },
  },
  { kind: 'text', path: 'pulseSource.pv', label: 'PV', shownIf: { path: 'pulseSource.kind', is: 'archiver' } },
  {
    ...{
      kind: 'variant',
      path: 'schedule',
      label: 'Captured are',
      help: 'As it begins; Start and Stop in the bar change it while it runs.',
    },
    options: { manual: 'Pulses by hand', seconds: 'A pulse every so many seconds', pulses: 'Every so many pulses' },
    made: { manual: { kind: 'manual' }, seconds: { kind: 'seconds', every: 60 }, pulses: { kind: 'pulses', every: 10 } },
  },
  { kind: 'number', path: 'schedule.every', label: 'Every', unit: 's', ...bySeconds },
  { kind: 'number', path: 'schedule.every', label: 'Every', unit: 'pulses', ...byPulses },
  { kind: 'number', path: 'schedule.count', label: 'Ends after', unit: 'captures', standard: 'never', ...bySeconds },
  { kind: 'number', path: 'schedule.count', label: 'Ends after', unit: 'captures', standard: 'never', ...byPulses },
  {
    ...{ kind: 'number', path: 'settleMs', label: 'Settle time', unit: 'ms', standard: '2000' },
    help: 'How long after a live pulse late readings are waited for.',
  },
];

export const kafkaFields: readonly Field[] = [
  { kind: 'part', path: 'sources.kafka', label: 'Read from Kafka', made: { brokers: [] } },
  {
    ...{ kind: 'list', path: 'sources.kafka.brokers', label: 'Brokers', placeholder: 'kafka-1.facility.example:9093' },
    ...{ help: 'host:port of some, one a line; the rest are learned from them.', ...inKafka },
  },
  { kind: 'part', path: 'sources.kafka.tls', label: 'TLS', made: {}, ...inKafka },
  { kind: 'text', path: 'sources.kafka.tls.caFile', label: 'Authority (PEM file)', standard: 'what the system trusts', ...inTls },
  { kind: 'text', path: 'sources.kafka.tls.certFile', label: 'Client certificate (PEM file)', standard: 'none', ...inTls },
  { kind: 'text', path: 'sources.kafka.tls.keyFile', label: 'Client key (PEM file)', standard: 'none', ...inTls },
  { kind: 'text', path: 'sources.kafka.tls.serverName', label: 'Name in the certificate', standard: "the host's", ...inTls },
  {
    ...{ kind: 'part', path: 'sources.kafka.sasl', label: 'User and password (SASL)' },
    ...{ made: { mechanism: 'scram-sha-512', username: '', password: { env: 'EXPORTER_KAFKA_PASSWORD' } }, ...inKafka },
  },
  {
    ...{ kind: 'choice', path: 'sources.kafka.sasl.mechanism', label: 'Mechanism', standard: 'scram-sha-512', ...inSasl },
    options: { 'scram-sha-512': 'SCRAM-SHA-512', 'scram-sha-256': 'SCRAM-SHA-256', plain: 'PLAIN' },
  },
  { kind: 'text', path: 'sources.kafka.sasl.username', label: 'User', ...inSasl },
  { kind: 'secret', path: 'sources.kafka.sasl.password', label: 'Password is in', ...inSasl },
  {
    ...{ kind: 'number', path: 'sources.kafka.leewayMs', label: 'Leeway', unit: 'ms', standard: '20', ...inKafka },
    help: 'How far before the pulse a topic is first looked at.',
  },
  { kind: 'number', path: 'sources.kafka.connectTimeoutMs', label: 'Connects within', unit: 'ms', standard: '3000', ...inKafka },
  { kind: 'number', path: 'sources.kafka.requestTimeoutMs', label: 'Answers within', unit: 'ms', standard: '5000', ...inKafka },
];

export const archiverFields: readonly Field[] = [
  { kind: 'part', path: 'sources.archiver', label: 'Read from the Archiver', made: { retrievalUrl: '' } },
  {
    ...{ kind: 'text', path: 'sources.archiver.retrievalUrl', label: 'Retrieval address' },
    ...{ help: 'As far as /retrieval: http://archiver.facility.example:17668/retrieval', ...inArchiver },
  },
  {
    ...{ kind: 'text', path: 'sources.archiver.managementUrl', label: 'Management address', standard: 'none' },
    ...{ help: 'As far as /mgmt; without it a disconnected PV cannot be told from a quiet one.', ...inArchiver },
  },
  { kind: 'number', path: 'sources.archiver.connections', label: 'Requests at the same time', standard: '16', ...inArchiver },
  { kind: 'number', path: 'sources.archiver.timeoutMs', label: 'Answers within', unit: 'ms', standard: '5000', ...inArchiver },
];
