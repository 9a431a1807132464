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
  await schedule(leader, { kind: 'pulses', every: 1, count });
}

export async function announcedBy(stage: Stage, leader: StageMember, count: number): Promise<void> {
  await stage.until(`${leader.name} has announced ${count} pulses`, () => leader.announced().size >= count);
}

/** Every announced pulse has its verdict, everyone who runs knows it, nobody is at work or still owes what a kill has left, and all counters add up. */
export async function settled(stage: Stage, leader: StageMember): Promise<void> {
  await stage.until('all pulses are judged and known everywhere', () => {
    const running = stage.members.filter((member) => member.isRunning());
    return (
      running.every((member) => member.recovered() && member.taking().size === 0 && addUp(member) && knowsVerdicts(member, leader)) &&
      stage.members.every((member) =>
        [...member.announced()].every(([key, { epoch }]) => leader.judged().has(key) || wasUnheard(key, epoch)),
      )
    );
  });

  /** What a leader said on its way down and nobody heard. */
  function wasUnheard(key: string, epoch: number): boolean {
    return epoch < (leader.group()?.epoch ?? 0) && stage.members.filter((member) => member.announced().has(key)).length === 1;
  }
}

function knowsVerdicts(member: StageMember, leader: StageMember): boolean {
  return [...leader.judged()].every(([key, { captured }]) => {
    const known = member.judged().get(key);
    return known === undefined ? !member.announced().has(key) : known.captured === captured;
  });
}

function addUp(member: StageMember): boolean {
  const counts = member.group()?.counts;
  return counts !== undefined && counts.announced === counts.received + counts.backFilled + counts.givenUp;
}

/** Every pulse that the timing system gives, until `quiet`. */
export async function announceOn(leader: StageMember): Promise<void> {
  await schedule(leader, { kind: 'pulses', every: 1 });
}

/** No new pulse; what was announced goes on. */
export async function quiet(leader: StageMember): Promise<void> {
  await schedule(leader, { kind: 'manual' });
}

async function schedule(leader: StageMember, wanted: Record<string, unknown>): Promise<void> {
  const result = await leader.command('startSchedule', { schedule: wanted });
  if (!result.ok) throw new Error(`${leader.name} takes no schedule: ${result.failure?.message}`);
}
