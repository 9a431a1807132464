import type { PulseFacts } from '../../../core/contract/api.ts';
import type { Failure, Result } from '../../../core/contract/errors.ts';
import type { GroupPulse, PulseUpload } from '../../../core/contract/group.ts';
import type { Epoch } from '../../../core/group/epoch.ts';
import { openLeader } from '../../../core/group/leader/leader.ts';
import type { LeaderStart } from '../../../core/group/leader/port.ts';
import type { OwnShare, ShareOrder } from '../../../core/group/own-share.ts';
import {
  type Announced,
  type Answered,
  announcedSchema,
  answeredSchema,
  type Entry,
  type FileUploadTold,
  type OpenPulse,
  type Report,
} from '../../../core/group/protocol.ts';
import type { LeadListener } from '../../../core/group/wire/port.ts';
import { devicesNamed, setupOf } from './setup.ts';

export const metadata = { activeArea: 'ea1', activeExperiment: 'commissioning' };
export const record = { digits: 3, localOnly: 'Pulse 0 has its record.' } as const;
export const pulse = (nth: number, timestampNs = 1_000_000_000 * nth) => ({
  pulseId: String(1000 + nth),
  timestampNs: String(timestampNs),
});

export type World = Awaited<ReturnType<typeof leaderWorld>>;
type Heard = { announced: Announced[]; answers: { peer: string; message: Answered }[] };
type ToldOf = {
  pulses: { pulse: GroupPulse; isNew: boolean }[];
  uploads: { pulse: PulseFacts; upload: PulseUpload }[];
  notices: Failure[];
  outranked: Epoch[];
  changes: number;
};
type OwnWork = { taken: ShareOrder[]; superseded: string[]; working: PulseFacts[] };
type Options = Partial<LeaderStart> & {
  devices?: number;
  ownOpen?: OpenPulse[];
  ownReports?: Report[];
  ownUploads?: FileUploadTold[];
  uploadsBefore?: { pulse: PulseFacts; upload: PulseUpload }[];
};

/** A leader with a wire that shows what it says, a clock that stands still, and captures that are only noted. */
export async function leaderWorld({
  devices = 6,
  ownOpen = [],
  ownReports = [],
  ownUploads = [],
  uploadsBefore = [],
  ...start
}: Options = {}) {
  const heard: Heard = { announced: [], answers: [] };
  const told: ToldOf = { pulses: [], uploads: [], notices: [], outranked: [], changes: 0 };
  const own: OwnWork = { taken: [], superseded: [], working: [] };
  const kept: Entry[] = [];
  let nowMs = 0;
  let sessions = 0;
  let listener: LeadListener | null = null;
  let closed = 0;
  let door: (command: string, request: unknown) => Promise<Result<unknown>> = async (command) => ({ ok: true, value: { ran: command } });

  const share: OwnShare = {
    take: (order) => void own.taken.push(order),
    working: () => own.working,
    reportsOf: async (of) => ownReports.filter((report) => report.pulse.timestampNs === of.timestampNs),
    open: async () => ownOpen,
    unanswered: async () => [],
    unsettled: async () => [],
    uploadsOf: async (of) => ownUploads.filter((told) => told.pulse.pulseId === of.pulseId),
    counted: () => undefined,
    uncount: () => undefined,
    supersede: (captureId) => void own.superseded.push(captureId),
    setOutOfService: () => undefined,
    use: async () => null,
  };
  const leader = await openLeader(
    {
      ...{ name: 'lead', version: '1.0.0', epoch: 3, setup: setupOf(devicesNamed(devices)), topic: null },
      ...{ orders: { schedule: { kind: 'manual' }, metadata: {}, outOfService: {} }, pins: {}, open: [] },
      ...{ lostAfterMs: 5000, gatherMs: 2000, keptAnnouncements: 100, mayFollow: null },
      ...start,
    },
    {
      wire: {
        async lead(_addresses, to) {
          listener = to;
          return {
            announce: (message) => void heard.announced.push(announcedSchema.parse(JSON.parse(message))),
            answer: (peer, message) => void heard.answers.push({ peer, message: answeredSchema.parse(JSON.parse(message)) }),
            close: async () => void closed++,
          };
        },
        follow: () => ({ tell: () => undefined, close: async () => undefined }),
      },
      addresses: { name: 'lead', announce: 'tcp://127.0.0.1:5600', report: 'tcp://127.0.0.1:5601' },
      ...{ monotonicMs: () => nowMs, wallMs: () => 1_790_000_000_000 + nowMs, randomId: () => String(++sessions) },
      own: share,
      keep: (entries) => void kept.push(...entries),
      uploadLog: {
        last: async (of) => uploadsBefore.find(({ pulse: each }) => each.pulseId === of.pulseId)?.upload ?? null,
        waiting: async () => uploadsBefore.filter(({ upload }) => upload.state === 'waiting'),
      },
      door: (command, request) => door(command, request),
      listener: {
        pulse: (of, isNew) => void told.pulses.push({ pulse: of, isNew }),
        uploaded: (of, upload) => void told.uploads.push({ pulse: of, upload }),
        changed: () => void told.changes++,
        noticed: (notice) => void told.notices.push(notice),
        outranked: (by) => void told.outranked.push(by),
      },
    },
  );

  /** By steps of 250 ms, as it is called. */
  function pass(ms: number, each: () => void = () => undefined): void {
    for (const end = nowMs + ms; nowMs < end; ) {
      nowMs += 250;
      each();
      leader.tick();
    }
  }

  return {
    ...{ leader, heard, told, own, kept, pass },
    now: () => nowMs,
    closed: () => closed,
    /** The process was stopped: no ticks. */
    jump(ms: number) {
      nowMs += ms;
    },
    say: (peer: string, text: string) => listener?.told(peer, text),
    setDoor(to: typeof door) {
      door = to;
    },
    entries: <K extends Entry['kind']>(kind: K) =>
      heard.announced.filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind),
    answersTo: <K extends Answered['kind']>(peer: string, kind: K) =>
      heard.answers
        .filter((answer) => answer.peer === peer)
        .map(({ message }) => message)
        .filter((message): message is Extract<Answered, { kind: K }> => message.kind === kind),
    notices: () => told.notices.map(({ code }) => code),
  };
}
