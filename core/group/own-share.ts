import type { CaptureMode, CaptureStep, Metadata, OutOfService, PulseFacts } from '../contract/api.ts';
import type { RecordFacts } from '../contract/uploads.ts';
import type { Setup } from '../settings/schema.ts';
import type { FileUploadTold, OpenPulse, Report, Unsettled } from './protocol.ts';

/** Devices of one pulse that this exporter is to capture. */
export type ShareOrder = {
  pulse: PulseFacts;
  metadata: Metadata;
  record: RecordFacts;
  devices: readonly string[];
  mode: CaptureMode;
  /** From now on; 0 for the past. */
  waitMs: number;
};

/** The captures of this exporter, as its group sees them. Leader and follower alike have one. */
export type OwnShare = {
  /** Begins at once or in turn, and reports each attempt by the listener. A device that is being taken for this pulse already, or stands in a file of ours, is not taken twice. */
  take(order: ShareOrder): void;
  /** Pulses that are begun, waiting for their turn, or owed. */
  working(): readonly PulseFacts[];
  /** Finished captures of this pulse, from the journal. */
  reportsOf(pulse: PulseFacts): Promise<Report[]>;
  /** How each file of this pulse that counts stands in the Gateway, from the journal. */
  uploadsOf(pulse: PulseFacts): Promise<FileUploadTold[]>;
  /** Pulses whose files are not all settled in the Gateway, by what was announced to this exporter; newest first. */
  unsettled(limit: number): Promise<Unsettled[]>;
  /** Of what was announced and has no verdict yet, as far as the journal goes, newest first. */
  open(limit: number): Promise<OpenPulse[]>;
  /** Pulses of which the leader has not answered a report; newest first. */
  unanswered(limit: number): Promise<PulseFacts[]>;
  /** The leader has the report of this capture. */
  counted(captureId: string): void;
  /** Another leader judged this pulse without what is held here: whether that counts is open again. */
  uncount(pulse: PulseFacts): void;
  /** The capture does not count: its devices were given to others. */
  supersede(captureId: string, by: string): void;
  /** From now on these devices are out of service. */
  setOutOfService(outOfService: Readonly<Record<string, OutOfService>>): void;
  /** Opens its sources; answers null, or why it can't capture with it. */
  use(setup: Setup, topic: string | null): Promise<string | null>;
};

export type ShareListener = {
  progressed(pulse: PulseFacts, step: CaptureStep, decided: number, expected: number): void;
  /** Also when outcomes became known later. */
  reported(report: Report): void;
  /** It has come to an end, or waits. */
  uploaded(told: FileUploadTold): void;
};
