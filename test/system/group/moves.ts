import type { StageMember } from './member.ts';
import type { Stage } from './stage.ts';

/** All are members, and each has devices in the leader's plan. */
export async function gathered(stage: Stage, leader: StageMember, names: readonly string[]): Promise<void> {
  await stage.until(`${leader.name} leads ${names.join(', ')}`, () => {
    const group = leader.group();
    return group?.role === 'leader' && [leader.name, ...names].every((name) => (group.plan?.shares[name]?.length ?? 0) > 0);
  });
}

/** So many pulses, each that the timing system gives: ten a second. */
export async function announce(leader: StageMember, count: number): Promise<void> {
  const schedule = { kind: 'pulses', every: 1, count };
  const result = await leader.command('startSchedule', { schedule });
  if (!result.ok) throw new Error(`${leader.name} begins no schedule: ${result.failure?.message}`);
}

export async function announcedBy(stage: Stage, leader: StageMember, count: number): Promise<void> {
  await stage.until(`${leader.name} has announced ${count} pulses`, () => leader.announced().size >= count);
}

/** Every announced pulse has its verdict, everyone who runs knows it, nobody is at work, and everybody's counters add up. */
export async function settled(stage: Stage, leader: StageMember): Promise<void> {
  await stage.until(`all pulses are judged and known everywhere`, () => {
    const running = stage.members.filter((member) => member.isRunning());
    return running.every(
      (member) =>
        member.taking().size === 0 &&
        addUp(member) &&
        [...leader.announced().keys()].every((key) => leader.judged().has(key)) &&
        [...leader.judged()].every(([key, { captured }]) => {
          const known = member.judged().get(key);
          return known === undefined ? !member.announced().has(key) : known.captured === captured;
        }),
    );
  });
}

function addUp(member: StageMember): boolean {
  const counts = member.group()?.counts;
  return counts !== undefined && counts.announced === counts.received + counts.backFilled + counts.givenUp;
}
