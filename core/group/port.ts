import type { Clock } from '../clock.ts';
import type { CaptureMode, ExporterEvent, Metadata } from '../contract/api.ts';
import type { Command } from '../contract/commands.ts';
import type { Result } from '../contract/errors.ts';
import type { Role } from '../contract/group.ts';
import type { RecordFacts } from '../contract/uploads.ts';
import type { Journal } from '../journal/port.ts';
import type { Pulse } from '../pulses/pulse.ts';
import type { GroupSettings } from '../settings/group.ts';
import type { Setup } from '../settings/schema.ts';
import type { AnnouncementLog } from './log/port.ts';
import type { GroupCommands } from './no-group.ts';
import type { OwnShare, ShareListener } from './own-share.ts';
import type { PlanEntry } from './protocol.ts';
import type { Wire } from './wire/port.ts';

/** What people have set; a new leader goes on with it. */
export type Orders = Pick<PlanEntry, 'schedule' | 'metadata' | 'outOfService'>;

export type GroupStart = { name: string; version: string; group: GroupSettings; setup: Setup | null; orders: Orders };

export type GroupPorts = {
  wire: Wire;
  clock: Clock;
  journal: Journal;
  emit(event: ExporterEvent): void;
  own: OwnShare;
  listen(listener: ShareListener | null): void;
  /** What is in flight is others' from now on. */
  left(): void;
  /** This exporter's journal, and the topic where there is one. */
  logs: { own: AnnouncementLog; topic(): AnnouncementLog | null };
  /** Opens the sources; rejects with why not. */
  use(setup: Setup, topic: string | null): Promise<void>;
  /** A follower's command, on the leader. */
  door(command: string, request: unknown): Promise<Result<unknown>>;
  /** From now on it announces, with these orders. */
  onLead(orders: Orders): Promise<void>;
  /** No new pulse by itself. */
  onFollow(): void;
  onAlone(setup: Setup): void;
};

/** What a leader announces of a pulse. `waitMs`: how long late readings are waited for. */
export type PulseChoice = { pulse: Pulse; metadata: Metadata; record: RecordFacts; mode: CaptureMode; waitMs: number };

/** As it was announced first. `devices`: this exporter's own part. */
export type Announcement = Pick<PulseChoice, 'metadata' | 'record'> & { devices: string[] };

export type Group = {
  begin(): Promise<void>;
  /** null while it changes, and before it has begun. */
  role(): Role | null;
  /** As the leader. Throws NO_LEADER where it is none, or not yet. */
  announce(choice: PulseChoice): Announcement;
  /** As the leader: resolves when what was announced stands in the journal. */
  kept(): Promise<void>;
  /** In force; of a follower, as it last heard. null where it is in no group now. */
  plan(): PlanEntry | null;
  commands: GroupCommands;
  /** To the leader; rejects with NO_LEADER, GROUP_TIMEOUT, or what the leader says. */
  forward(command: Command, request: unknown): Promise<unknown>;
  /** What people have set here. A follower's come from its leader. */
  ordersChanged(orders: Partial<Orders>): void;
  /** Why it can't capture now; null when it can again. */
  setTrouble(sentence: string | null): void;
  /** Leader: resolves when each announced pulse has its verdict. */
  whenJudged(): Promise<void>;
  /** Leaves in good order. Twice is once. */
  stop(): Promise<void>;
};
