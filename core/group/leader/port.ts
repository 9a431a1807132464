import type { CaptureMode, CaptureStep, Metadata, PulseFacts } from '../../contract/api.ts';
import type { Failure, Result } from '../../contract/errors.ts';
import type { GroupFacts, GroupPulse, PlanChange, PlanPreview, PulseUpload } from '../../contract/group.ts';
import type { RecordFacts } from '../../contract/uploads.ts';
import type { LeaderSettings } from '../../settings/group.ts';
import type { Setup } from '../../settings/schema.ts';
import type { Epoch } from '../epoch.ts';
import type { UnjudgedPulse } from '../open-pulses.ts';
import type { OwnShare } from '../own-share.ts';
import type { Orders } from '../port.ts';
import type { Entry, FileUploadTold, PlanEntry, PulseEntry, Report, VerdictEntry } from '../protocol.ts';
import type { Wire } from '../wire/port.ts';
import type { UploadLog } from './recall.ts';

export type LeaderStart = {
  name: string;
  version: string;
  epoch: number;
  setup: Setup;
  /** Kafka topic of the announcements. */
  topic: string | null;
  orders: Orders;
  pins: Readonly<Record<string, string>>;
  /** Announced by earlier leaders, without a verdict; newest first. */
  open: readonly UnjudgedPulse[];
  /** By earlier leaders, as far as the log goes: what was judged is not taken again because one follower missed the verdict. */
  judged?: readonly VerdictEntry[];
  lostAfterMs: number;
  gatherMs: number;
  keptAnnouncements: number;
  /** Names; null: whoever comes. */
  mayFollow: ReadonlySet<string> | null;
};

export type LeaderListener = {
  pulse(pulse: GroupPulse, isNew: boolean): void;
  uploaded(pulse: PulseFacts, upload: PulseUpload): void;
  changed(): void;
  noticed(notice: Failure): void;
  /** A follower has obeyed a newer leader than this one. */
  outranked(by: Epoch): void;
};

export type LeaderPorts = {
  wire: Wire;
  addresses: LeaderSettings;
  monotonicMs(): number;
  wallMs(): number;
  randomId(): string;
  own: OwnShare;
  keep(entries: readonly Entry[]): void;
  uploadLog: UploadLog;
  /** Runs what a follower was asked for. */
  door(command: string, request: unknown): Promise<Result<unknown>>;
  listener: LeaderListener;
};

export type Announcement = { pulse: PulseFacts; metadata: Metadata; record: RecordFacts; mode: CaptureMode; waitMs: number };

export type Leader = {
  /** Followers are gathered, the plan is made; resolves as well when it is closed before. */
  ready: Promise<void>;
  /**
   * Published before it returns. `devices`: the leader's own part, for the caller to begin.
   * A pulse that is known already is not announced again: what is missing of it is ordered anew, and its first entry is answered. Throws NO_LEADER before `ready`.
   */
  announce(announcement: Announcement): { entry: PulseEntry; devices: string[] };
  ownReported(report: Report): void;
  ownUploaded(told: FileUploadTold): void;
  ownProgressed(pulse: PulseFacts, step: CaptureStep, decided: number, expected: number): void;
  /** Throws NOT_FOUND for a device or exporter that is not there. */
  preview(change: PlanChange): PlanPreview;
  change(change: PlanChange): PlanPreview;
  setOrders(orders: Orders): void;
  /** Why the leader itself cannot capture; null if it can. */
  setTrouble(trouble: string | null): void;
  /** Every 250 ms: all that depends on time happens here. */
  tick(): void;
  facts(): Pick<GroupFacts, 'members' | 'counts' | 'ignored' | 'plan'>;
  unjudged(): number;
  /** null until it is made. */
  plan(): PlanEntry | null;
  /** `leaving`: tells its followers. Twice is once. */
  close(how: { leaving: boolean }): Promise<void>;
};
