import { toFailure } from '../../contract/errors.ts';
import { type Death, type Member, pauseMs, startMember } from './member.ts';
import { planLines } from './plan-lines.ts';
import type { Answer } from './read-line.ts';
import type { Typed } from './typed.ts';
import { createWatch } from './watch.ts';

export type GroupRun = {
  names: readonly string[];
  folder: string;
  /** Seconds. */
  every: number;
  pulses: number | null;
  /** Of the terminal. */
  columns(): number;
};

export type RunningGroup = {
  typed(wanted: Typed): void;
  /** The pulses in flight are finished, then the followers end, then the leader. Twice is once. */
  stop(): void;
  /** Resolves when all are gone. */
  stopAtOnce(): Promise<void>;
  ended: Promise<GroupEnd>;
};

/** `summary` is for a person. */
export type GroupEnd = { exitCode: number; summary: string };

/** An exporter that never gets to its work is not started for ever. */
const deathsMost = 3;
/** Pulses in flight are waited for so long. */
const finishMs = 10_000;
const lookMs = 200;

/** Runs the exporters and tells what happens, until it is over or stopped. */
export function runGroup({ names, folder, every, pulses, columns }: GroupRun, say: (line: string) => void): RunningGroup {
  const watch = createWatch(names, pulses, columns);
  const dead = new Set<string>();
  const failures = new Map<string, number>();
  const done = Promise.withResolvers<GroupEnd>();
  let stopsAt: number | null = null;
  let ending = false;
  let failed: string | null = null;
  let told = '';

  const members = new Map<string, Member>(
    names.map((name) => [
      name,
      startMember(name, folder, {
        said(event) {
          if (event.type === 'exporter/started' && dead.delete(name)) tell(`  ${name} runs again.`);
          const lines = watch.see(name, event, performance.now());
          if (!ending) for (const line of lines) tell(line); // that each leaves is what it was told to
        },
        answered: (answer) => tellAnswer(name, answer),
        died: (death) => died(name, death),
      }),
    ]),
  );
  const timer = setInterval(look, lookMs);

  function look(): void {
    const now = performance.now();
    if (stopsAt !== null) {
      if (watch.open() === 0 || now > stopsAt) end();
      return;
    }
    const begin = watch.toBegin(now);
    if (begin !== null) {
      const count = begin.pulses === null ? {} : { count: begin.pulses };
      members.get(begin.leader)?.send('startSchedule', { schedule: { kind: 'seconds', every, ...count } });
    }
    if (watch.isOver()) stop();
  }

  function stop(): void {
    if (stopsAt !== null) return;
    stopsAt = performance.now() + finishMs;
    const leader = watch.facts()?.leader;
    if (typeof leader === 'string') members.get(leader)?.send('startSchedule', { schedule: { kind: 'manual' } });
  }

  function end(): void {
    ending = true;
    clearInterval(timer);
    endAll().then(done.resolve, done.reject);
  }

  async function endAll(): Promise<GroupEnd> {
    const leader = watch.facts()?.leader ?? names[0];
    await Promise.all([...members.values()].filter(({ name }) => name !== leader).map((member) => member.stop()));
    await Promise.all([...members.values()].map((member) => member.stop()));
    return { exitCode: failed === null ? watch.exitCode() : 1, summary: failed ?? watch.sentence() };
  }

  function died(name: string, { how, begun, log }: Death): void {
    watch.died(name);
    dead.add(name);
    const count = begun ? 0 : (failures.get(name) ?? 0) + 1;
    failures.set(name, count);
    const givenUp = count >= deathsMost;
    tell(`  ${name} has ended (${how})${givenUp ? '.' : '; it is started again in 2 s.'}`);
    for (const line of log) tell(`      ${line}`);
    if (!givenUp) return;
    failed = `${name} ended ${deathsMost} times before it could begin; what it said stands above and in ${name}.log.`;
    stop();
  }

  /** Only what went wrong: the rest is seen in what follows. */
  function tellAnswer(name: string, { command, result }: Answer): void {
    if (!result.ok) tell(`  ${name}: ${command}: ${result.failure.message} [${result.failure.code}]`);
  }

  function tell(line: string): void {
    if (line !== told) say(line);
    told = line;
  }

  function typed(wanted: Typed): void {
    if (wanted.kind === 'plan') {
      for (const line of planLines(watch.facts())) say(line);
      return;
    }
    const member = members.get(wanted.name);
    if (member === undefined || !act(member, wanted.kind)) say(`  ${wanted.name} does not run just now, or stands still already.`);
  }

  function act(member: Member, kind: Exclude<Typed['kind'], 'plan'>): boolean {
    switch (kind) {
      case 'kill':
        return member.kill();
      case 'pause':
        if (!member.pause()) return false;
        say(`  ${member.name} stands still for ${pauseMs / 1000} s.`);
        return true;
      case 'lead':
        return member.send('becomeLeader', { by: 'operator' });
    }
  }

  return {
    typed,
    stop,
    async stopAtOnce() {
      await Promise.all([...members.values()].map((member) => member.stopAtOnce()));
    },
    ended: done.promise.catch((error: unknown) => ({ exitCode: 1, summary: toFailure(error).message })),
  };
}
