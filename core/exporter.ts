import { createCaptures } from './capture/captures.ts';
import { captureCommands } from './capture/commands.ts';
import { createDiskWatch } from './capture/disk-watch.ts';
import { createFactsReader } from './capture/facts-reader.ts';
import { countKeptFiles } from './capture/kept-files.ts';
import { createPeople } from './capture/people.ts';
import { adoptFinished, retake } from './capture/recover.ts';
import { type Clock, isoTime } from './clock.ts';
import type { Api, Exporter } from './contract/api.ts';
import { type Failure, toFailure } from './contract/errors.ts';
import { createFeed, type Feed } from './feed.ts';
import { noGroupCommands } from './group/no-group.ts';
import type { FileWriter } from './hdf5/port.ts';
import type { Intake, IntakeListener } from './intake/port.ts';
import type { Journal } from './journal/port.ts';
import { type Pulse, toFacts } from './pulses/pulse.ts';
import { createSchedule } from './pulses/schedule.ts';
import type { OwnSettings, Setup } from './settings/schema.ts';

export type ExporterPorts = {
  openIntake(listener: IntakeListener): Promise<Intake>;
  writer: FileWriter;
  journal: Journal;
  clock: Clock;
  version: string;
};

export type RunningExporter = Exporter & {
  /** Begins the schedule of the settings, and takes up what a crash or an outage has left; resolves when that is done. */
  begin(): Promise<void>;
  /** Resolves when nothing is being taken or waiting for its turn. */
  whenIdle(): Promise<void>;
  /** How many pulses wait for the disk or a source. */
  held(): number;
  /** No new pulse; what is in flight ends with what it has; then everything is closed. Twice is once. */
  stop(): Promise<void>;
  /** Says why it cannot go on, then stops. */
  giveUp(failure: Failure): Promise<void>;
};

export type ExporterStart = { settings: OwnSettings; setup: Setup; dataFolder: string };

/** The one place where the parts meet. */
export async function createExporter(start: ExporterStart, ports: ExporterPorts): Promise<RunningExporter> {
  const { settings, dataFolder } = start;
  const setup = () => start.setup;
  const devices = () => setup().devices;
  const settleMs = () => setup().settleMs;
  const { journal, writer, clock, version } = ports;
  const feed = createFeed();
  const leaving = new AbortController();
  const kept = await countKeptFiles(dataFolder);
  const facts = createFactsReader((pulse, signal) => intake.readFacts(pulse, signal));
  const people = await createPeople({ journal, feed, clock, facts, devices });
  const intake = await ports.openIntake(intakeListener(feed, () => captures.takeHeld('source')));
  const disk = createDiskWatch(dataFolder, settings.limits, {
    folderBytes: () => kept.bytes(),
    onChange: (state) => feed.emit({ type: 'disk/changed', disk: state }),
    onBack: () => captures.takeHeld('disk'),
  });
  const captures = createCaptures({
    ...{ settings, setup, dataFolder, version, intake, writer, journal, feed, clock, facts },
    outOfService: people.outOfService,
    beforeBegin: people.endServices,
    diskNow,
    diskFailed: disk.failed,
    onFile(bytes) {
      kept.added(bytes);
      disk.worked();
    },
  });
  const schedule = createSchedule({
    source: intake.pulses,
    clock,
    onPulse: takeScheduled,
    onSkipped: ({ count, first, last, reason }) =>
      feed.emit({ type: 'pulses/skipped', count, first: toFacts(first), last: toFacts(last), reason }),
    onFailure: (failure) => feed.emit({ type: 'pulse/unavailable', failure, at: isoTime(clock) }),
    onChanged: (now) => feed.emit({ type: 'schedule/changed', schedule: now }),
  });

  const beginning = new Set<Promise<unknown>>();
  /** The next one is due when this one is done, or can be taken beside it. */
  async function takeScheduled(pulse: Pulse): Promise<void> {
    const begun = beginScheduled(pulse).finally(() => beginning.delete(begun));
    beginning.add(begun);
    await Promise.race([(await begun).taken, captures.whenFree()]);
  }

  async function beginScheduled(pulse: Pulse): Promise<{ taken: Promise<unknown> }> {
    const begun = await captures.begin([pulse], 'live', settleMs());
    return { taken: Promise.all(begun.map((each) => captures.take(each).catch(onTrouble))) };
  }

  async function whenIdle(): Promise<void> {
    await Promise.allSettled(beginning);
    await captures.whenIdle();
    if (beginning.size > 0) await whenIdle();
  }

  function isSimulated(): boolean {
    return setup().sources.simulation !== undefined;
  }

  /** Real files are never dropped, whatever a follower's own file says. */
  async function diskNow() {
    const { dataFolderMb, whenFull } = settings.limits;
    if (dataFolderMb !== undefined && whenFull === 'drop-oldest' && isSimulated()) await kept.dropOldest(dataFolderMb * 1e6).catch(() => 0); // the look says why
    return disk.look();
  }

  function onTrouble(error: unknown): void {
    feed.emit({ type: 'pulse/unavailable', failure: toFailure(error), at: isoTime(clock) });
  }

  const api: Api = {
    ...captureCommands({ captures, pulses: intake.pulses, journal, settleMs, signal: leaving.signal, onTrouble }),
    ...people.commands,
    ...noGroupCommands,
    async startSchedule({ schedule: wanted }) {
      await journal.note({ at: isoTime(clock), by: 'operator', what: 'schedule', facts: wanted });
      schedule.set(wanted);
    },
    async stopSchedule() {
      schedule.set({ kind: 'manual' });
      await Promise.allSettled(beginning);
      await captures.stopAll();
    },
    async setFault({ fault, device, on }) {
      feed.emit({ type: 'faults/changed', faults: await intake.setFault(fault, device ?? null, on) });
    },
  };

  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= stopOnce());
  async function stopOnce(): Promise<void> {
    leaving.abort();
    await schedule.stop();
    await Promise.allSettled(beginning);
    await captures.close();
    disk.stop();
    await intake.close();
    await writer.close();
    feed.emit({ type: 'exporter/stopped', at: isoTime(clock) });
    await journal.close();
  }

  return {
    ...api,
    subscribe: feed.subscribe,
    async begin() {
      const simulated = isSimulated();
      feed.emit({ type: 'exporter/started', name: settings.name, version, at: isoTime(clock), simulated, dataFolder });
      people.tellAll();
      await diskNow();
      const { adopted, owed } = await adoptFinished({ journal, writer, dataFolder, devices, clock });
      if (leaving.signal.aborted) return;
      schedule.set(setup().schedule);
      const { pulses } = intake;
      const taken = await retake(owed, { journal, pulses, settleMs: settleMs(), clock, take: captures.take }, leaving.signal);
      feed.emit({ type: 'recovery/finished', adopted, ...taken });
    },
    whenIdle,
    held: captures.held,
    stop,
    giveUp(failure) {
      feed.emit({ type: 'pulse/unavailable', failure, at: isoTime(clock) });
      return stop();
    },
  };
}

function intakeListener(feed: Feed, onBack: () => void): IntakeListener {
  return {
    stateChanged(source) {
      feed.emit({ type: 'source/changed', source });
      if (source.state === 'reachable') onBack();
    },
    topicsCounted: (topics) => feed.emit({ type: 'topics/counted', topics }),
  };
}
