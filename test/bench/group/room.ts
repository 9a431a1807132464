import { freePorts } from '../../broker/free-ports.ts';
import { type Child, startChild } from './child.ts';
import { doneSchema, type FollowerTask, type LeaderTask } from './protocol.ts';

type Wanted = Pick<LeaderTask, 'devices' | 'followers' | 'takesMs' | 'measuredFrom'>;

export type Room = { leader: Child; followers: Child[]; stop(): Promise<void> };

/** One leader and its followers, each a process, all of them members of the group. */
export async function openRoom({ devices, followers, takesMs, measuredFrom }: Wanted): Promise<Room> {
  const [announce, report, bare] = (await freePorts(3)).map((port) => `tcp://127.0.0.1:${port}`);
  if (announce === undefined || report === undefined || bare === undefined) throw new Error('Three ports were asked for.');
  await using opened = new AsyncDisposableStack();
  const start = async (program: string, task: unknown): Promise<Child> =>
    opened.adopt(await startChild(program, task), (child) => child.stop());
  const addresses = { name: 'leader', announce, report };
  const leader = await start('./leader.ts', {
    ...{ addresses, bare, devices, followers, takesMs, measuredFrom, lostAfterMs: 5000 },
  } satisfies LeaderTask);
  const children = await Promise.all(
    namesOf(followers).map((name) =>
      start('./follower.ts', { name, leader: addresses, bare, takesMs, measuredFrom } satisfies FollowerTask),
    ),
  );
  await leader.ask({ kind: 'whole' }, doneSchema);
  const all = opened.move();
  return { leader, followers: children, stop };

  async function stop(): Promise<void> {
    await Promise.all(children.map((child) => child.stop()));
    await all.disposeAsync();
  }
}

export function namesOf(followers: number): string[] {
  return Array.from({ length: followers }, (_, at) => `follower-${at + 1}`);
}
