import type { ConnectionName } from '../../core/contract/settings.ts';
import type { Field } from './field.ts';
import { gatewayFields, groupFields, metadataFields } from './fields-around.ts';
import { exporterFields, limitFields } from './fields-own.ts';
import { archiverFields, kafkaFields, pulseFields } from './fields-sources.ts';

export const sectionNames = [
  'exporter',
  'pulses',
  'kafka',
  'archiver',
  'metadata',
  'gateway',
  'group',
  'limits',
  'devices',
  'json',
] as const;
export type SectionName = (typeof sectionNames)[number];

export type Section = {
  name: SectionName;
  title: string;
  sentence: string;
  /** What stands below these paths is of this section. */
  roots: readonly string[];
  fields: readonly Field[];
  test: ConnectionName | null;
  /** A follower has it from its leader. */
  ofLeader: boolean;
};

export const sections: readonly Section[] = [
  {
    ...{ name: 'exporter', title: 'Exporter', roots: ['name', 'dataFolder', 'journalFile', 'folders', 'version'], fields: exporterFields },
    ...{ sentence: 'Who this exporter is, and where its files go.', test: null, ofLeader: false },
  },
  {
    ...{ name: 'pulses', title: 'Pulses', roots: ['pulseSource', 'schedule', 'settleMs'], fields: pulseFields },
    ...{ sentence: 'Where pulse IDs come from, and which pulses are captured.', test: 'pulses', ofLeader: true },
  },
  {
    ...{ name: 'kafka', title: 'Kafka', roots: ['sources', 'sources.kafka'], fields: kafkaFields },
    ...{ sentence: 'Brokers whose topics carry what devices measure.', test: 'kafka', ofLeader: true },
  },
  {
    ...{ name: 'archiver', title: 'Archiver', roots: ['sources.archiver'], fields: archiverFields },
    ...{ sentence: 'The EPICS Archiver Appliance, for PVs.', test: 'archiver', ofLeader: true },
  },
  {
    ...{ name: 'metadata', title: 'Metadata', roots: ['metadata'], fields: metadataFields },
    ...{ sentence: 'Active area and experiment of each pulse: fixed, or read at the pulse.', test: null, ofLeader: true },
  },
  {
    ...{ name: 'gateway', title: 'Gateway', roots: ['gateway'], fields: gatewayFields },
    ...{ sentence: 'The Operations Gateway that verified files are uploaded to.', test: 'gateway', ofLeader: true },
  },
  {
    ...{ name: 'group', title: 'Group', roots: ['group'], fields: groupFields },
    ...{ sentence: 'Exporters that share the devices of one pulse.', test: null, ofLeader: false },
  },
  {
    ...{ name: 'limits', title: 'Files and limits', roots: ['hdf5', 'limits'], fields: limitFields },
    ...{ sentence: 'How files are written, how much this machine gives, and what is removed when.', test: null, ofLeader: false },
  },
  {
    ...{ name: 'devices', title: 'Devices', roots: ['devices'], fields: [] },
    ...{ sentence: 'What is captured. Devices are added and edited on the Devices screen.', test: null, ofLeader: true },
  },
  {
    ...{ name: 'json', title: 'All as JSON', roots: [''], fields: [] },
    ...{ sentence: 'The same settings as they stand in the file.', test: null, ofLeader: false },
  },
];
