import type { CaptureStep, PulseFacts } from '../../contract/api.ts';
import type { Failure, Result } from '../../contract/errors.ts';
import type { GroupFacts, GroupPulse, PulseUpload } from '../../contract/group.ts';
import type { LeaderSettings } from '../../settings/group.ts';
import type { Epoch } from '../epoch.ts';
import type { AnnouncementLog } from '../log/port.ts';
import type { OwnShare } from '../own-share.ts';
import type { Entry, FileUploadTold, PlanEntry, Report, SetupEntry } from '../protocol.ts';
import type { Wire } from '../wire/port.ts';

export type FollowerStart = {
  name: string;
  version: string;
  /** Of this run of the program. */
  run: string;
  /** All that may lead, without itself. */
  leaders: readonly LeaderSettings[];
  lostAfterMs: number;
  /** Up to where it knows the announcements of the last leader that took it in; null if none ever did. */
  last: (Epoch & { seq: number }) | null;
  /** The highest it has ever heard of: nothing lower is obeyed. */
  highest: Epoch | null;
  /** Of the setup its sources are open for already. */
  setupId: string | null;
};

export type FollowerListener = {
  pulse(pulse: GroupPulse, isNew: boolean): void;
  uploaded(pulse: PulseFacts, upload: PulseUpload): void;
  /** Its facts are others now. */
  changed(): void;
  noticed(notice: Failure): void;
  setup(entry: SetupEntry): void;
  plan(entry: PlanEntry): void;
  /** A higher one than ever before. */
  epoch(epoch: Epoch): void;
};

export type FollowerPorts = {
  wire: Wire;
  monotonicMs(): number;
  wallMs(): number;
  own: OwnShare;
  /** Each entry once. */
  keep(entries: readonly Entry[]): void;
  /** What was announced before the leader's memory begins; null where settings name no topic. */
  topic(): AnnouncementLog | null;
  listener: FollowerListener;
};

/** Has no timers: all that is done by time is done in `tick`, which is called about four times a second. */
export type Follower = {
  ownReported(report: Report): void;
  ownUploaded(told: FileUploadTold): void;
  ownProgressed(pulse: PulseFacts, step: CaptureStep, decided: number, expected: number): void;
  /** A person's command, for the leader to carry out. Never rejects. */
  command(command: string, request: unknown): Promise<Result<unknown>>;
  /** Why this exporter can't capture at all; null: it can. */
  setTrouble(trouble: string | null): void;
  tick(): void;
  facts(): Pick<GroupFacts, 'leader' | 'epoch' | 'sentence' | 'members' | 'counts' | 'ignored' | 'plan'>;
  leaderAlive(): boolean;
  /** As `start.last` of its next run. */
  last(): (Epoch & { seq: number }) | null;
  /** Twice is once. `leaving`: the leader is told, so that its devices go to others at once. */
  close(options: { leaving: boolean }): Promise<void>;
};
