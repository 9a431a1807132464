import { member } from './member.ts';
import { leaderWorld, metadata, pulse, record } from './world.ts';

/** A leader whose followers have joined, with its first plan. */
export async function gathered(names: readonly string[] = ['one', 'two'], options: Parameters<typeof leaderWorld>[0] = {}) {
  const world = await leaderWorld(options);
  const members = names.map((name) => member(world, name));
  for (const each of members) each.join();
  world.pass(2000, () => {
    for (const each of members) each.beat();
  });
  const [one = member(world, 'one'), two = member(world, 'two')] = members;
  return { world, members, one, two };
}

export const order = { pulse: pulse(1), metadata, record, mode: 'live', waitMs: 2000 } as const;
