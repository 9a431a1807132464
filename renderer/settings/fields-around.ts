import type { Field } from './field.ts';

const inGateway = { shownIf: { path: 'gateway' } } as const;
const inGroup = { shownIf: { path: 'group' } } as const;

function fact(path: string, label: string): Field[] {
  return [
    {
      ...{ kind: 'variant', path, label, options: { fixed: 'Fixed', archiver: 'An Archiver PV', kafka: 'A Kafka topic' } },
      made: { fixed: { kind: 'fixed', value: '' }, archiver: { kind: 'archiver', pv: '' }, kafka: { kind: 'kafka', topic: '' } },
    },
    { kind: 'text', path: `${path}.value`, label: 'Value', shownIf: { path: `${path}.kind`, is: 'fixed' } },
    { kind: 'text', path: `${path}.pv`, label: 'PV', shownIf: { path: `${path}.kind`, is: 'archiver' } },
    { kind: 'text', path: `${path}.topic`, label: 'Topic', shownIf: { path: `${path}.kind`, is: 'kafka' } },
    { kind: 'text', path: `${path}.sourceName`, label: 'Source name', standard: 'any', shownIf: { path: `${path}.kind`, is: 'kafka' } },
    { kind: 'number', path: `${path}.maxAgeMs`, label: 'Not older than', unit: 'ms', standard: '7 days', shownIf: { path: `${path}.pv` } },
    {
      kind: 'number',
      path: `${path}.maxAgeMs`,
      label: 'Not older than',
      unit: 'ms',
      standard: '1 day',
      shownIf: { path: `${path}.topic` },
    },
  ];
}

export const metadataFields: readonly Field[] = [
  ...fact('metadata.activeArea', 'Active area'),
  ...fact('metadata.activeExperiment', 'Active experiment'),
];

export const gatewayFields: readonly Field[] = [
  {
    ...{ kind: 'part', path: 'gateway', label: 'Upload to a Gateway' },
    made: { url: '', username: '', password: { env: 'EXPORTER_GATEWAY_PASSWORD' } },
  },
  {
    ...{ kind: 'text', path: 'gateway.url', label: 'Address' },
    ...{ help: 'As far as its prefix, if it has one: https://gateway.facility.example/api', ...inGateway },
  },
  { kind: 'text', path: 'gateway.username', label: 'User', help: 'A local user with the route "/submit/hdf POST".', ...inGateway },
  { kind: 'secret', path: 'gateway.password', label: 'Password is in', ...inGateway },
  { kind: 'text', path: 'gateway.caFile', label: 'Authority (PEM file)', standard: 'what the system trusts', ...inGateway },
  { kind: 'number', path: 'gateway.secondsBetweenUploads', label: 'Between uploads', unit: 's', standard: '1', ...inGateway },
  { kind: 'number', path: 'gateway.manifestRefreshSeconds', label: 'Manifest fetched every', unit: 's', standard: '600', ...inGateway },
  { kind: 'number', path: 'gateway.answerTimeoutSeconds', label: 'Given up after', unit: 's', standard: '300', ...inGateway },
  {
    ...{ kind: 'switch', path: 'gateway.millisecondTimestamps', label: 'Timestamps to the millisecond' },
    ...{ help: 'Only where the Gateway has use_sub_second_timestamps on, and then in every exporter.', ...inGateway },
  },
];

export const groupFields: readonly Field[] = [
  { kind: 'part', path: 'group', label: 'In a group', made: { role: 'leader', leaders: [] } },
  {
    ...{ kind: 'choice', path: 'group.role', label: 'Begins as', standard: 'alone', ...inGroup },
    options: { leader: 'Leader', follower: 'Follower', alone: 'Alone' },
  },
  {
    ...{ kind: 'rows', path: 'group.leaders', label: 'May lead', add: 'Add an exporter that may lead', ...inGroup },
    columns: [
      { key: 'name', label: 'Name', placeholder: 'laser-1' },
      { key: 'announce', label: 'Announces at', placeholder: 'tcp://192.168.10.5:5600' },
      { key: 'report', label: 'Takes reports at', placeholder: 'tcp://192.168.10.5:5601' },
      { key: 'publicKey', label: 'Public key', placeholder: 'public key, if there are keys', optional: true },
    ],
    help: 'Name, two addresses, public key; the same list in every exporter, itself with them.',
  },
  {
    ...{ kind: 'part', path: 'group.keys', label: 'With keys', ...inGroup },
    ...{ made: { publicKey: '', secretKey: { env: 'EXPORTER_GROUP_KEY' } }, help: 'Without keys only exporters of this machine may join.' },
  },
  { kind: 'secret', path: 'group.keys.secretKey', label: 'Its secret key is in', shownIf: { path: 'group.keys' } },
  { kind: 'text', path: 'group.keys.publicKey', label: 'Its public key', shownIf: { path: 'group.keys' } },
  {
    ...{ kind: 'rows', path: 'group.followers', label: 'May follow', add: 'Add a key that may follow', shownIf: { path: 'group.keys' } },
    columns: [
      { key: 'name', label: 'Name', placeholder: 'laser-2' },
      { key: 'publicKey', label: 'Public key', placeholder: 'its public key: 40 characters' },
    ],
    help: 'With keys nobody else is let in; “npm run exporter -- keys --out NAME” makes a pair.',
  },
  {
    ...{ kind: 'text', path: 'group.topic', label: 'Kafka topic', standard: 'none', ...inGroup },
    help: 'One partition; the leader keeps there what it announced.',
  },
  { kind: 'number', path: 'group.lostAfterMs', label: 'Lost after a silence of', unit: 'ms', standard: '5000', ...inGroup },
  { kind: 'number', path: 'group.gatherMs', label: 'A new leader waits', unit: 'ms', standard: '2000', ...inGroup },
];
