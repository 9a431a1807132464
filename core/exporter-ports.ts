import type { Clock } from './clock.ts';
import type { OpenedFiles } from './explorer/opened-files.ts';
import type { Wire } from './group/wire/port.ts';
import type { FileReader, FileWriter } from './hdf5/port.ts';
import type { Intake, IntakeListener } from './intake/port.ts';
import type { Journal } from './journal/port.ts';
import type { Setup } from './settings/schema.ts';
import type { OpenTest } from './test-capturing.ts';
import type { GatewayPorts } from './uploading.ts';

/** What an exporter reaches the world through; each is a thread or a connection of its own, or stands for one in tests. */
export type ExporterPorts = GatewayPorts & {
  openIntake(setup: Setup, topic: string | null, listener: IntakeListener): Promise<Intake>;
  writer: FileWriter;
  reader: FileReader;
  /** By a person, with this program. */
  opened: OpenedFiles;
  journal: Journal;
  openTest: OpenTest;
  clock: Clock;
  version: string;
  /** Where the settings name a group. */
  wire: Wire | null;
};
