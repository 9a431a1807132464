import { randomUUID } from 'node:crypto';
import type { Failure } from '../contract/errors.ts';
import { toFailure } from '../contract/errors.ts';
import type { GroupFacts } from '../contract/group.ts';
import type { LeaderSettings } from '../settings/group.ts';
import { type Epoch, sameEpoch } from './epoch.ts';
import { openFollower } from './follower/follower.ts';
import type { Follower } from './follower/ports.ts';
import { createKeeper } from './keeper.ts';
import type { Kept } from './kept.ts';
import type { ShareListener } from './own-share.ts';
import type { GroupPorts, GroupStart } from './port.ts';

export type Following = Pick<Follower, 'command' | 'setTrouble'> & {
  listener: ShareListener;
  tick(): void;
  facts(): GroupFacts;
  /** What a new leader goes on with. */
  kept(): Pick<Kept, 'setup' | 'plan'>;
  close(inGoodOrder: boolean): Promise<void>;
};

type FollowStart = Pick<GroupStart, 'name' | 'version' | 'group'> & { others: readonly LeaderSettings[]; highest: Epoch; kept: Kept };
type FollowPorts = GroupPorts & { notice(what: Failure): void; onEpoch(epoch: Epoch): void };

/** Where it stands in the announcements is kept so often; a restart asks again for what came after. */
const keepLastMs = 5_000;

/** Follows whoever leads, and keeps what a new leader needs. */
export function follow(start: FollowStart, ports: FollowPorts): Following {
  const { journal, clock, emit, notice } = ports;
  const { kept } = start;
  const keeper = createKeeper(ports.logs.own, 'The journal', clock, notice);
  let keptLastMs = clock.monotonicMs();
  let keptLast = kept.last;

  const follower = openFollower(
    {
      ...{ name: start.name, version: start.version, run: randomUUID(), leaders: start.others, lostAfterMs: start.group.lostAfterMs },
      // What it has kept is not open yet; to use what is open already costs nothing.
      ...{ last: kept.last, highest: start.highest, setupId: null },
    },
    {
      ...{ wire: ports.wire, monotonicMs: clock.monotonicMs, wallMs: clock.wallMs, own: ports.own, topic: ports.logs.topic },
      keep: keeper.keep,
      listener: {
        pulse: (pulse, isNew) => emit({ type: isNew ? 'pulse/announced' : 'pulse/judged', pulse }),
        uploaded: (pulse, upload) => emit({ type: 'pulse/uploaded', pulse, upload }),
        changed: () => undefined, // facts are told with the next tick
        noticed: notice,
        setup(entry) {
          kept.setup = entry;
          journal.keepGroup('setup', entry).catch((error: unknown) => notice(toFailure(error)));
        },
        plan(entry) {
          kept.plan = entry;
          journal.keepGroup('plan', entry).catch((error: unknown) => notice(toFailure(error)));
        },
        epoch: ports.onEpoch,
      },
    },
  );

  async function keepLast(): Promise<void> {
    const last = follower.last();
    if (last === null || (keptLast !== null && sameEpoch(last, keptLast) && last.seq === keptLast.seq)) return;
    keptLast = last;
    await journal.keepGroup('last', last);
  }

  return {
    command: follower.command,
    setTrouble: follower.setTrouble,
    listener: { progressed: follower.ownProgressed, reported: follower.ownReported, uploaded: follower.ownUploaded },
    tick() {
      follower.tick();
      if (keptLast !== null && clock.monotonicMs() - keptLastMs < keepLastMs) return; // the first at once: without it a restart would be a newcomer's
      keptLastMs = clock.monotonicMs();
      keepLast().catch((error: unknown) => notice(toFailure(error)));
    },
    facts: () => ({ role: 'follower', ...follower.facts() }),
    kept: () => kept,
    async close(inGoodOrder) {
      await follower.close({ leaving: inGoodOrder });
      await keeper.close();
      await keepLast();
    },
  };
}
