import type { GroupShare } from './capture/group-share.ts';
import type { createPeople } from './capture/people.ts';
import { type Clock, isoTime } from './clock.ts';
import type { Result } from './contract/errors.ts';
import { toFailure } from './contract/errors.ts';
import type { Feed } from './feed.ts';
import { createGroup } from './group/group.ts';
import { createJournalLog } from './group/log/journal-log.ts';
import { unjudgedIn } from './group/open-pulses.ts';
import type { OwnShare } from './group/own-share.ts';
import type { Group, GroupStart, Orders } from './group/port.ts';
import { settledIn } from './group/tally/upload-tally.ts';
import { uploadLogOf } from './group/upload-log.ts';
import type { Wire } from './group/wire/port.ts';
import type { IntakeSwitch } from './intake/switch.ts';
import type { Journal } from './journal/port.ts';
import type { Schedule } from './pulses/schedule.ts';

type GroupParts = {
  wire: Wire;
  clock: Clock;
  journal: Journal;
  feed: Feed;
  intake: IntakeSwitch;
  share: GroupShare;
  people: Awaited<ReturnType<typeof createPeople>>;
  schedule: Schedule;
  door(command: string, request: unknown): Promise<Result<unknown>>;
};

/** Puts a group together with the captures of this exporter. */
export function openGroup(start: GroupStart, parts: GroupParts): Promise<Group> {
  const { wire, clock, journal, feed, intake, share, people, schedule, door } = parts;

  const uploadLog = uploadLogOf(journal);

  const own: OwnShare = {
    ...share,
    async open(limit) {
      const unjudged = await unjudgedIn(journal, limit);
      return Promise.all(
        unjudged.map(async ({ entry: { pulse, metadata, record, mode } }) => ({
          pulse,
          metadata,
          record,
          mode,
          ...(await share.stateOf(pulse)),
        })),
      );
    },
    unsettled: async (limit) => (await uploadLog.waiting(limit)).map(({ pulse, upload }) => ({ pulse, settled: settledIn(upload) })),
    setOutOfService: (outOfService) => void people.adopt({ outOfService }).catch(onTrouble),
    use: (setup, topic) =>
      intake.use(setup, topic).then(
        () => null,
        (error: unknown) => toFailure(error).message,
      ),
  };
  feed.subscribe(share.watch);

  return createGroup(start, {
    ...{ wire, clock, journal, own, door, emit: feed.emit, listen: share.listen, left: share.left, use: intake.use },
    logs: { own: createJournalLog(journal), topic: () => intake.announcements },
    async onLead({ metadata, outOfService, schedule: wanted }: Orders) {
      await people.adopt({ metadata, outOfService });
      schedule.set(wanted);
    },
    onFollow: () => schedule.set({ kind: 'manual' }),
    onAlone: (setup) => schedule.set(setup.schedule),
  });

  function onTrouble(error: unknown): void {
    feed.emit({ type: 'pulse/unavailable', failure: toFailure(error), at: isoTime(clock) });
  }
}
