import { join } from 'node:path';
import type { CaptureDetails } from '../../../core/contract/api.ts';
import { readWithH5wasm } from '../../hdf5/by-h5wasm.ts';
import { capturedIn, capturesIn, filesBelow } from '../kept.ts';
import { type GroupSeen, keyOf, type PulseSeen } from './facts.ts';
import type { StageMember } from './member.ts';
import { settled } from './moves.ts';
import type { Stage } from './stage.ts';

/** The same in all files of a pulse, or the Gateway does not merge them. */
const fourFacts = ['timestamp', 'shotnum', 'active_area', 'active_experiment'] as const;

type Kept = { exporter: string; capture: CaptureDetails; file: string };
export type Audit = { problems: string[]; pulses: number; files: number; superseded: number };

/**
 * Looks at what a group has left, from the outside, when all its processes have ended: every channel of each pulse that was announced to anybody is in
 * exactly one file that counts, all files of a pulse say the same four facts, and the last verdict that each exporter heard is true.
 */
export async function auditOf(stage: Stage, leader: StageMember, without: ReadonlySet<string> = new Set()): Promise<Audit> {
  const problems: string[] = [];
  const kept: Kept[] = [];
  for (const member of stage.members) kept.push(...(await keptBy(member, problems)));
  const byPulse = Map.groupBy(kept, ({ capture }) => keyOf(capture));
  const announced = new Set(stage.members.flatMap((member) => [...member.announced().keys()]));
  for (const pulse of byPulse.keys()) if (!announced.has(pulse)) problems.push(`${pulse} was captured and never announced`);
  for (const pulse of announced) {
    const files = byPulse.get(pulse) ?? [];
    const counting = files.filter(({ capture }) => capture.superseded === undefined);
    const channels = counting.flatMap(({ capture }) => capturedIn(capture));
    for (const channel of stage.channels.filter((name) => !channels.includes(name) && !without.has(name)))
      problems.push(`${pulse}: ${channel} is lost`);
    if (channels.length > new Set(channels).size) problems.push(`${pulse}: a channel is in two of ${counting.map(nameOf).join(', ')}`);
    problems.push(...differing(pulse, await Promise.all(files.map(factsIn))));
    problems.push(...untrue(pulse, stage.members, leader, counting));
  }
  return {
    problems,
    pulses: announced.size,
    files: kept.length,
    superseded: kept.filter(({ capture }) => capture.superseded !== undefined).length,
  };
}

/** Files of one exporter, each of which must be in its journal and the other way round. */
async function keptBy({ name, dataFolder, journalFile }: StageMember, problems: string[]): Promise<Kept[]> {
  const captures = await capturesIn(journalFile);
  for (const { captureId, verdict } of captures) if (verdict === null) problems.push(`${name}: capture ${captureId} never ended`);
  const kept = captures.flatMap((capture) =>
    capture.file === null ? [] : [{ exporter: name, capture, file: join(dataFolder, capture.file) }],
  );
  const files = new Set(filesBelow(dataFolder));
  const known = new Set(kept.map(({ capture }) => capture.file ?? ''));
  for (const file of files) if (!known.has(file)) problems.push(`${name}: ${file} is not in its journal`);
  for (const file of known) if (!files.has(file)) problems.push(`${name}: ${file} is in its journal only`);
  return kept;
}

function nameOf({ exporter, capture }: Kept): string {
  return `${exporter}/${capture.file}`;
}

/** Also that it holds what its journal says. */
async function factsIn(kept: Kept): Promise<{ name: string; facts: string; wrong: string | null }> {
  const { attributes, groups } = await readWithH5wasm(kept.file);
  const facts = JSON.stringify(fourFacts.map((fact) => [fact, String(attributes[fact]?.dtype), String(attributes[fact]?.value)]));
  const holds = Object.keys(groups).sort().join();
  const shotnum = String(attributes['shotnum']?.value);
  const wrong =
    holds !== capturedIn(kept.capture).join()
      ? 'holds other channels'
      : shotnum === kept.capture.pulse.pulseId
        ? null
        : 'is of another pulse';
  return { name: nameOf(kept), facts, wrong };
}

function differing(pulse: string, read: { name: string; facts: string; wrong: string | null }[]): string[] {
  const told = new Set(read.map(({ facts }) => facts));
  return [
    ...read.flatMap(({ name, wrong }) => (wrong === null ? [] : [`${name} ${wrong}`])),
    ...(told.size > 1 ? [`${pulse}: its files say ${[...told].join(' and ')}`] : []),
  ];
}

function untrue(pulse: string, members: readonly StageMember[], leader: StageMember, counting: readonly Kept[]): string[] {
  const last = leader.judged().get(pulse);
  if (last === undefined) return [`${pulse}: ${leader.name} never judged it`];
  const named = filesNamed(last);
  const there = counting.map(nameOf).sort().join(', ');
  return [
    ...(last.captured === counting.flatMap(({ capture }) => capturedIn(capture)).length
      ? []
      : [`${pulse}: judged as ${last.verdict} with ${last.captured} of ${last.expected}`]),
    ...(named === there ? [] : [`${pulse}: the verdict names ${named}, there are ${there}`]),
    ...members.flatMap((member) => {
      const heard = member.judged().get(pulse);
      return heard === undefined || (heard.verdict === last.verdict && filesNamed(heard) === named)
        ? []
        : [`${pulse}: ${member.name} heard last that it is ${heard.verdict} with ${filesNamed(heard)}`];
    }),
  ];
}

function filesNamed({ shares }: PulseSeen): string {
  return shares
    .flatMap(({ exporter, files }) => files.map((file) => `${exporter}/${file}`))
    .sort()
    .join(', ');
}

/** What each said before it was stopped, and what all have left. */
export type Ended = Audit & {
  counts: Record<string, GroupSeen['counts'] | undefined>;
  notices: Record<string, string[]>;
  complaints: string[];
};

/** Waits until nothing is open any more, stops all, and looks. */
export async function endOf(stage: Stage, leader: StageMember, without?: ReadonlySet<string>): Promise<Ended> {
  await settled(stage, leader);
  const counts = Object.fromEntries(stage.members.map((member) => [member.name, member.group()?.counts]));
  const notices = Object.fromEntries(stage.members.map((member) => [member.name, member.notices().map(({ code }) => code)]));
  await stage.stop();
  const complaints = stage.members.flatMap((member) => member.complaints());
  return { ...(await auditOf(stage, leader, without)), counts, notices, complaints };
}
