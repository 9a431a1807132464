import { addressOf, isAny, isLoopback } from './address.ts';
import { checkGroupKeys } from './check-group-keys.ts';
import type { GroupSettings } from './group.ts';
import type { Parts, Path } from './parts.ts';
import { type Problem, pathText, problem } from './problem.ts';
import { repeated } from './repeated.ts';

/** What contradicts within a group, or between it and what is captured. */
export function checkGroup(parts: Parts): Problem[] {
  const { group, ownName } = parts;
  if (group === null) return [];
  return [
    ...checkNames(group, ownName),
    ...checkAddresses(group),
    ...checkGroupKeys(group, ownName),
    ...checkPins(group, parts),
    ...checkTopic(group, parts),
  ];
}

type Member = { name: string; path: Path };

function checkNames({ role, leaders, followers }: GroupSettings, ownName: string | null): Problem[] {
  const leading = leaders.map(({ name }, index): Member => ({ name, path: ['group', 'leaders', index, 'name'] }));
  const following = followers.map(({ name }, index): Member => ({ name, path: ['group', 'followers', index, 'name'] }));
  const own: Member[] = ownName === null ? [] : [{ name: ownName, path: ['name'] }];
  const lost = role === 'leader' && ownName !== null && !leaders.some(({ name }) => name === ownName);
  return [
    ...(lost
      ? [problem(['group', 'role'], `${ownName} is to lead, and is not in group.leaders. Add it there, for every exporter of the group.`)]
      : []),
    ...twice(leading),
    ...twice(following),
    ...almostTwice([...leading, ...following, ...own]),
  ];
}

function twice(members: readonly Member[]): Problem[] {
  return repeated(members, ({ name }) => name).map(([{ name, path }, before]) =>
    problem(
      path,
      `The exporter ${name} is there twice, first at ${pathText(before.path)}. Its name is in the names of its files, so every exporter needs one of its own.`,
    ),
  );
}

/** Some disks know no capitals. */
function almostTwice(members: readonly Member[]): Problem[] {
  return repeated(members, ({ name }) => name.toLowerCase()).flatMap(([{ name, path }, before]) =>
    name === before.name
      ? []
      : [
          problem(
            path,
            `${name} and ${before.name} (${pathText(before.path)}) differ in capitals only, and so would the names of their files. Rename one.`,
          ),
        ],
  );
}

function checkAddresses({ leaders, keys }: GroupSettings): Problem[] {
  const all = leaders.flatMap(({ name, announce, report }, index) =>
    Object.entries({ announce, report }).map(([field, text]) => ({
      ...{ name, text, address: addressOf(text) },
      path: ['group', 'leaders', index, field],
    })),
  );
  return [
    ...all
      .filter(({ address: { port } }) => port < 1 || port > 65_535)
      .map(({ address: { port }, path }) => problem(path, `Port ${port} cannot be: ports go from 1 to 65535.`)),
    ...all
      .filter(({ address }) => isAny(address))
      .map(({ text, path }) =>
        problem(path, `${text} is no address that others can connect to. Give one of the machine's own, or its name.`),
      ),
    ...repeated(all, ({ address: { host, port } }) => `${host}:${port}`).map(([{ text, path }, before]) =>
      problem(path, `${text} is there twice, first at ${pathText(before.path)}. Every announce and report needs an address of its own.`),
    ),
    ...all
      .filter(({ address }) => keys === undefined && !isLoopback(address))
      .map(({ name, text, path }) =>
        problem(
          path,
          `${text} of ${name} can be reached from other machines. That needs keys: make a pair for each exporter with "npm run exporter -- keys --out NAME". Without keys only 127.0.0.1, [::1] and localhost are allowed.`,
        ),
      ),
  ];
}

function checkPins({ pins, leaders, followers }: GroupSettings, { whole, deviceNames }: Parts): Problem[] {
  const devices = new Set(deviceNames.map(({ name }) => name));
  const exporters = new Set([...leaders, ...followers].map(({ name }) => name));
  return Object.entries(pins).flatMap(([device, exporter]) => [
    ...(whole && !devices.has(device)
      ? [problem(['group', 'pins', device], `There is no device ${device} in these settings. Take the pin out, or name one that is there.`)]
      : []),
    ...(followers.length > 0 && !exporters.has(exporter)
      ? [
          problem(
            ['group', 'pins', device],
            `${exporter} is neither in group.leaders nor in group.followers. Add it there, or pin ${device} to another.`,
          ),
        ]
      : []),
  ]);
}

function checkTopic({ topic, role, leaders }: GroupSettings, { whole, ownName, sources, pulseSource, channels }: Parts): Problem[] {
  if (topic === undefined) return [];
  const path = ['group', 'topic'];
  const mayLead = role === 'leader' || leaders.some(({ name }) => name === ownName);
  if (whole && mayLead && sources !== null && sources.kafka === undefined)
    return [problem(path, `The group's topic ${topic} is one of Kafka, but sources.kafka is not there. Add it, or take the topic out.`)];
  const reader = channels.find(({ channel: { source } }) => source.kind === 'kafka' && source.topic === topic);
  const read =
    reader !== undefined
      ? `channel ${reader.channel.name} reads`
      : pulseSource?.kind === 'kafka' && pulseSource.topic === topic
        ? 'the pulses come from'
        : null;
  if (read === null) return [];
  return [problem(path, `The leader would write to topic ${topic}, which ${read}. Give the group a topic of its own.`)];
}
