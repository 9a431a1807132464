import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CaptureDetails } from '../../../core/contract/api.ts';
import { openJournal } from '../../../core/journal/open-journal.ts';
import { readWithH5wasm } from '../../hdf5/by-h5wasm.ts';
import { capturedIn, capturesIn, filesBelow } from '../kept.ts';
import { type GroupSeen, keyOf, type PulseSeen } from './facts.ts';
import type { StageMember } from './member.ts';
import { settled } from './moves.ts';
import type { Stage } from './stage.ts';

/** The same in all files of a pulse, or the Gateway does not merge them. */
const fourFacts = ['timestamp', 'shotnum', 'active_area', 'active_experiment'] as const;

type Taken = { exporter: string; capture: CaptureDetails; file: string | null };
type Kept = Taken & { file: string };
export type Audit = { problems: string[]; pulses: number; files: number; superseded: number };

/**
 * Looks at what a group has left, from the outside, when all its processes have ended: every channel of each pulse that was announced to anybody is in
 * exactly one file that counts, all files of a pulse say the same four facts, and the last verdict that each exporter heard is true.
 */
export async function auditOf(stage: Stage, leader: StageMember, without: ReadonlySet<string> = new Set()): Promise<Audit> {
  const problems: string[] = [];
  const taken: Taken[] = [];
  const announced = new Set<string>();
  for (const member of stage.members) {
    taken.push(...(await takenBy(member, problems)));
    for (const pulse of await announcedTo(member)) announced.add(pulse);
  }
  const all = Map.groupBy(taken, ({ capture }) => keyOf(capture));
  const kept = taken.filter(isKept);
  const byPulse = Map.groupBy(kept, ({ capture }) => keyOf(capture));
  for (const pulse of byPulse.keys()) if (!announced.has(pulse)) problems.push(`${pulse} was captured and never announced`);
  for (const pulse of announced) {
    const files = byPulse.get(pulse) ?? [];
    const counting = files.filter(({ capture }) => capture.superseded === undefined);
    const channels = counting.flatMap(({ capture }) => capturedIn(capture));
    for (const channel of stage.channels.filter((name) => !channels.includes(name) && !without.has(name)))
      problems.push(`${pulse}: ${channel} is lost; ${becameOf(channel, all.get(pulse) ?? [])}`);
    for (const channel of new Set(channels.filter((name, at) => channels.indexOf(name) < at)))
      problems.push(`${pulse}: ${channel} counts twice; ${becameOf(channel, all.get(pulse) ?? [])}`);
    problems.push(...differing(pulse, await Promise.all(files.map(factsIn))));
    const wrong = untrue(pulse, stage.members, leader, counting);
    problems.push(...wrong);
    if (wrong.length > 0) problems.push(`${pulse}: ${(all.get(pulse) ?? []).map(attemptOf).join('; ')}`);
  }
  return {
    problems,
    pulses: announced.size,
    files: kept.length,
    superseded: kept.filter(({ capture }) => capture.superseded !== undefined).length,
  };
}

/** Captures of one exporter; each file must be in its journal and the other way round. */
async function takenBy({ name, dataFolder, journalFile }: StageMember, problems: string[]): Promise<Taken[]> {
  const captures = await capturesIn(journalFile);
  for (const { captureId, verdict, step, mode, attempt, pulse } of captures)
    if (verdict === null) {
      const others = captures.filter((other) => other.captureId !== captureId && keyOf(other) === keyOf({ pulse }));
      const told = others.map((other) => `${other.attempt} ${other.verdict} ${other.failure?.code ?? ''} ${JSON.stringify(other.counts)}`);
      problems.push(`${name}: capture ${captureId} (${mode}, attempt ${attempt}, ${step}) never ended; others: ${told.join('; ')}`);
    }
  const files = new Set(filesBelow(dataFolder));
  const known = new Set(captures.flatMap(({ file }) => file ?? []));
  for (const file of files) if (!known.has(file)) problems.push(`${name}: ${file} is not in its journal`);
  for (const capture of captures)
    if (capture.file !== null && !files.has(capture.file))
      problems.push(`${name}: ${capture.file} is in its journal only: capture ${capture.captureId}, ${lastOf(capture)}`);
  return captures.map((capture) => ({ exporter: name, capture, file: capture.file === null ? null : join(dataFolder, capture.file) }));
}

/** The file's name stands in the journal before the file does: a capture that never ended has none, and one that is gone cannot be read. */
function isKept(taken: Taken): taken is Kept {
  return taken.file !== null && taken.capture.verdict !== null && existsSync(taken.file);
}

/** What it keeps of announcements. A leader that is killed may say on its way down that it announces a pulse which then nobody heard of. */
async function announcedTo({ journalFile }: StageMember): Promise<string[]> {
  const journal = openJournal({ file: journalFile });
  const pulses: string[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const { entries, lastId } = await journal.entriesSince(0, after, 1000);
    for (const { kind, pulse } of entries) if (kind === 'pulse' && pulse !== null) pulses.push(keyOf({ pulse }));
    after = lastId;
  }
  await journal.close();
  return pulses;
}

function becameOf(channel: string, taken: readonly Taken[]): string {
  return taken
    .flatMap(({ exporter, capture: { attempt, mode, superseded, outcomes, failure } }) => {
      const outcome = outcomes.find((each) => each.channel === channel);
      const why = outcome === undefined ? failure?.code : `${outcome.code} ${outcome.failure?.message ?? ''}`;
      return why === undefined ? [] : [`${exporter} (${mode}, attempt ${attempt}${superseded === undefined ? '' : ', superseded'}) ${why}`];
    })
    .join('; ');
}

function lastOf({ mode, attempt, step, verdict, startedAt, superseded, failure }: CaptureDetails): string {
  const end = `${verdict ?? 'never ended'} ${failure?.code ?? ''}`;
  return `${mode}, attempt ${attempt}, began ${startedAt}, ${step}, ${end} ${superseded === undefined ? '' : `superseded by ${superseded}`}`;
}

/** For who has to find out why. */
function attemptOf({ exporter, capture: { attempt, mode, verdict, captured, expected, failure, superseded, startedAt } }: Taken): string {
  const end = `${verdict} ${captured}/${expected} ${failure?.code ?? ''}`;
  return `${exporter} ${attempt} (${mode}, began ${startedAt}): ${end} ${superseded === undefined ? '' : 'superseded'}`;
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

/** A report is sent again after 3 s until it is answered: what follows from the last verdicts has been said by then. */
async function quiet({ members }: Stage): Promise<void> {
  const sinceMs = () => performance.now() - Math.max(...members.map((member) => member.saidAtMs()));
  while (sinceMs() < 3500) await new Promise((resolve) => setTimeout(resolve, 250));
}

/** Waits until nothing is open any more, stops all, and looks. */
export async function endOf(stage: Stage, leader: StageMember, without?: ReadonlySet<string>): Promise<Ended> {
  await settled(stage, leader);
  await quiet(stage);
  const counts = Object.fromEntries(stage.members.map((member) => [member.name, member.group()?.counts]));
  const notices = Object.fromEntries(stage.members.map((member) => [member.name, member.notices().map(({ code }) => code)]));
  await stage.stop();
  const complaints = stage.members.flatMap((member) => member.complaints());
  return { ...(await auditOf(stage, leader, without)), counts, notices, complaints };
}
