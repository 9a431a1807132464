import type { FollowerWire, LeaderWire, Wire } from '../../../core/group/wire/port.ts';
import type { LeaderSettings } from '../../../core/settings/group.ts';

/** Sent until a connection is there, and no part of what a test looks at. */
const probe = 'probe';

export type Led = { wire: LeaderWire; told: { peer: string; message: string }[]; probed: Set<string>; ignored: string[] };
export type Followed = { wire: FollowerWire; announced: string[]; answered: string[]; probed: { announced: boolean }; ignored: string[] };
/** Waits until it is so; fails when it never is. */
export type Until = (isSo: () => boolean) => Promise<void>;

export async function leading(wire: Wire, addresses: LeaderSettings): Promise<Led> {
  const told: Led['told'] = [];
  const probed = new Set<string>();
  const ignored: string[] = [];
  const led = await wire.lead(addresses, {
    told: (peer, message) => void (message === probe ? probed.add(peer) : told.push({ peer, message })),
    ignored: (reason) => void ignored.push(reason),
  });
  return { wire: led, told, probed, ignored };
}

export function following(wire: Wire, addresses: LeaderSettings): Followed {
  const followed: Omit<Followed, 'wire'> = { announced: [], answered: [], probed: { announced: false }, ignored: [] };
  const { announced, answered, probed, ignored } = followed;
  const listener = {
    announced(message: string) {
      if (message === probe) probed.announced = true;
      else announced.push(message);
    },
    answered: (message: string) => void answered.push(message),
    ignored: (reason: string) => void ignored.push(reason),
  };
  return { wire: wire.follow(addresses, listener), ...followed };
}

/** Until announcements come through; then the leader knows the follower by the name that is given back. */
export async function connected(led: Led, followed: Followed, until: Until): Promise<string> {
  followed.probed.announced = false;
  await until(() => {
    led.wire.announce(probe);
    return followed.probed.announced;
  });
  const before = new Set(led.probed);
  let peer: string | undefined;
  await until(() => {
    followed.wire.tell(probe);
    peer = [...led.probed].find((each) => !before.has(each));
    return peer !== undefined;
  });
  return peer ?? '';
}

export const messagesOf = (led: Led, peer: string) => led.told.filter((each) => each.peer === peer).map(({ message }) => message);
