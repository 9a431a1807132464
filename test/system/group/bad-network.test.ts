import { expect, test } from 'vitest';
import { endOf } from './audit.ts';
import { openWay, type Way } from './bad-network.ts';
import { announce, announcedBy, gathered } from './moves.ts';
import { setStage } from './stage.ts';

test('delays, stalls, cut connections and a late joiner: what was missed is captured late, and nothing twice', {
  timeout: 120_000,
}, async () => {
  const ways = new Map<string, Way>();
  const stage = await setStage({
    roles: { lead: 'leader', slow: 'follower', stalled: 'follower', cut: 'follower', late: 'follower' },
    async own(name, leaders) {
      const [leader] = leaders;
      if (leader === undefined || name === 'lead') return {};
      const way = await openWay(leader);
      ways.set(name, way);
      return { leaders: [way.addresses] };
    },
  });
  const way = (name: string) => ways.get(name) ?? expect.unreachable(name);
  const leader = stage.member('lead');
  way('slow').delay(5, 80);
  for (const member of stage.members) if (member.name !== 'late') member.start();
  await gathered(stage, leader, ['slow', 'stalled', 'cut']);
  await announce(leader, 150);

  for (const at of [10, 35, 60]) {
    await announcedBy(stage, leader, at);
    way('stalled').stall(true);
    way('cut').cut(true);
    await announcedBy(stage, leader, at + 6 + Math.random() * 6);
    way('stalled').stall(false);
    way('cut').cut(false);
    if (at === 10) stage.member('late').start();
  }
  await announcedBy(stage, leader, 90);
  way('cut').cut(true);
  await stage.until('the one that is cut off is lost', () =>
    leader.notices().some(({ code, message }) => code === 'MEMBER_LOST' && message.includes('cut')),
  );
  way('cut').cut(false);
  await stage.until('it is back', () => leader.notices().some(({ code, message }) => code === 'MEMBER_BACK' && message.includes('cut')));
  await announcedBy(stage, leader, 150);

  const { problems, pulses, complaints, counts } = await endOf(stage, leader);
  expect({ problems, pulses, complaints }).toEqual({ problems: [], pulses: 150, complaints: [] });
  expect([...leader.judged().values()].filter(({ verdict }) => verdict !== 'complete')).toEqual([]);
  const whole = { announced: 150, received: 150, backFilled: 0, givenUp: 0 };
  expect(counts).toMatchObject({
    lead: whole,
    slow: whole,
    stalled: { announced: 150, givenUp: 0 },
    cut: { announced: 150, givenUp: 0 },
    late: { backFilled: 0, givenUp: 0 },
  });
  expect(counts['cut']?.backFilled).toBeGreaterThan(10);
  expect(counts['late']?.announced).toBeLessThan(150);
});
