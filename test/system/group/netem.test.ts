import { spawnSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { endOf } from './audit.ts';
import { announce, announcedBy, gathered } from './moves.ts';
import { setStage } from './stage.ts';

const namespace = `exporter-${process.pid}`;
const refused = makeNamespace();
if (refused !== null)
  console.warn(
    `NOT TESTED: a network that loses packets. ${refused} A proxy that cuts connections is tested instead (bad-network.test.ts).`,
  );

test.skipIf(refused !== null)(
  'a network that loses 5 % of all packets and delays the others by 20 ms costs nothing',
  { timeout: 120_000 },
  async () => {
    onTestFinished(() => void spawnSync('ip', ['netns', 'delete', namespace]));
    const stage = await setStage({
      roles: { lead: 'leader', f1: 'follower', f2: 'follower', f3: 'follower' },
      under: ['ip', 'netns', 'exec', namespace],
    });
    const leader = stage.member('lead');
    for (const member of stage.members) member.start();
    await gathered(stage, leader, ['f1', 'f2', 'f3']);
    await announce(leader, 100);
    await announcedBy(stage, leader, 100);

    const { problems, pulses, complaints, counts } = await endOf(stage, leader);
    expect({ problems, pulses, complaints }).toEqual({ problems: [], pulses: 100, complaints: [] });
    for (const name of ['f1', 'f2', 'f3']) expect(counts[name]).toMatchObject({ announced: 100, givenUp: 0 });
  },
);

/** Its loopback is bad, and of nobody else. Answers why it can't be had. */
function makeNamespace(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'It needs Linux and root.';
  const steps = [
    ['netns', 'add', namespace],
    ['-n', namespace, 'link', 'set', 'lo', 'up'],
    ['netns', 'exec', namespace, 'tc', 'qdisc', 'add', 'dev', 'lo', 'root', 'netem', 'loss', '5%', 'delay', '20ms'],
  ];
  for (const step of steps) {
    const { status, error, stderr } = spawnSync('ip', step, { encoding: 'utf8' });
    if (status === 0) continue;
    spawnSync('ip', ['netns', 'delete', namespace]);
    return `"ip ${step.join(' ')}" says: ${error?.message ?? stderr.trim()}.`;
  }
  return null;
}
