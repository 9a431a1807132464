import type { GroupSettings } from './group.ts';
import type { Path } from './parts.ts';
import { type Problem, pathText, problem } from './problem.ts';

type Holder = { name: string; publicKey: string; path: Path };

/** Whether all have keys or nobody, and each its own. */
export function checkGroupKeys(group: GroupSettings, ownName: string | null): Problem[] {
  const { keys, leaders, followers } = group;
  if (keys === undefined) return withoutKeys(group);
  const own: Holder[] = ownName === null ? [] : [{ name: ownName, publicKey: keys.publicKey, path: ['group', 'keys', 'publicKey'] }];
  const others = [
    ...leaders.map((leader, index) => ({ ...leader, path: ['group', 'leaders', index, 'publicKey'] })),
    ...followers.map((follower, index) => ({ ...follower, path: ['group', 'followers', index, 'publicKey'] })),
  ];
  const holders = others.flatMap(({ name, publicKey, path }): Holder[] => (publicKey === undefined ? [] : [{ name, publicKey, path }]));
  return [
    ...others
      .filter(({ publicKey }) => publicKey === undefined)
      .map(({ name, path }) =>
        problem(path, `${name} has no public key, and this exporter has keys. Give the one that ${name} has in its own group.keys.`),
      ),
    ...unlike([...own, ...holders]),
  ];
}

function withoutKeys({ leaders, followers }: GroupSettings): Problem[] {
  const path = ['group', 'keys'];
  const withKey = leaders.find(({ publicKey }) => publicKey !== undefined);
  if (withKey !== undefined)
    return [
      problem(
        path,
        `${withKey.name} has a public key, and this exporter has no keys to talk to it with. Make a pair: npm run exporter -- keys --out NAME.`,
      ),
    ];
  if (followers.length > 0)
    return [
      problem(
        path,
        'Who may follow is told by keys, and this exporter has none. Make a pair: npm run exporter -- keys --out NAME, or take out group.followers.',
      ),
    ];
  return [];
}

/** One name with two keys, or one key with two names. */
function unlike(holders: readonly Holder[]): Problem[] {
  return holders.flatMap(({ name, publicKey, path }, index) => {
    const before = holders.slice(0, index).find((each) => (each.name === name) !== (each.publicKey === publicKey));
    if (before === undefined) return [];
    const sentence =
      before.name === name
        ? `It is not the key that ${name} has at ${pathText(before.path)}. An exporter has one pair of keys.`
        : `It is also the key of ${before.name} at ${pathText(before.path)}. Every exporter needs a pair of its own.`;
    return [problem(path, sentence)];
  });
}
