import { watchAlarms } from './alarms/alarms.ts';
import { browsing } from './browsing.ts';
import type { ByteRoutes } from './byte-routes.ts';
import { createCaptures } from './capture/captures.ts';
import { captureCommands } from './capture/commands.ts';
import { createFactsReader, settledFacts } from './capture/facts-reader.ts';
import { createGroupShare } from './capture/group-share.ts';
import { createPeople } from './capture/people.ts';
import { createRecords } from './capture/records.ts';
import { adoptFinished, type OwedCapture, retake } from './capture/recover.ts';
import { stillOwn } from './capture/still-own.ts';
import { isoTime } from './clock.ts';
import { type Api, capturesKept, type Exporter } from './contract/api.ts';
import { ExporterError, type Failure, toFailure } from './contract/errors.ts';
import { createDesk } from './desk.ts';
import { createDeviceValues } from './device-values.ts';
import { createDispatch } from './dispatch.ts';
import type { ExporterPorts } from './exporter-ports.ts';
import { createFeed } from './feed.ts';
import { noGroupCommands } from './group/no-group.ts';
import type { Group } from './group/port.ts';
import { viaLeader } from './group/via-leader.ts';
import { createIntakeSwitch } from './intake/switch.ts';
import { intakeListener } from './intake-listener.ts';
import { createKeeping } from './keeping.ts';
import { createLooking } from './looking.ts';
import { openGroup } from './open-group.ts';
import { toFacts } from './pulses/pulse.ts';
import { createSchedule } from './pulses/schedule.ts';
import { createReporting } from './reporting.ts';
import { createScheduled } from './scheduled.ts';
import type { OwnSettings, Setup } from './settings/schema.ts';
import { tellingSetup } from './setup-facts.ts';
import { createSupport } from './support.ts';
import { createTestCapturing } from './test-capturing.ts';
import { paceOf } from './upload/pace.ts';
import { createUploading } from './uploading.ts';

export type RunningExporter = Exporter & {
  /** Begins the schedule of the settings, and takes up what a crash or an outage has left; resolves when that is done. */
  begin(): Promise<void>;
  /** Resolves when nothing is being taken or waiting for its turn. */
  whenIdle(): Promise<void>;
  /** How many pulses wait for the disk or a source. */
  held(): number;
  /** What screens draw: see dataRoutes. */
  bytes: ByteRoutes;
  /** No new pulse; what is in flight ends with what it has; then everything is closed. Twice is once. */
  stop(): Promise<void>;
  /** Says why it cannot go on, then stops. */
  giveUp(failure: Failure): Promise<void>;
};

/** `setup` is null where it comes from a leader. */
export type ExporterStart = { settings: OwnSettings; setup: Setup | null; dataFolder: string };

/** The one place where the parts meet. */
export async function createExporter(start: ExporterStart, ports: ExporterPorts): Promise<RunningExporter> {
  const { settings, dataFolder } = start;
  const { journal, writer, clock, version } = ports;
  const feed = createFeed(await journal.recall(capturesKept));
  const support = createSupport({ feed, clock });
  const leaving = new AbortController();
  const unfinished = await journal.unfinished(); // of earlier runs: nobody can command this one yet
  const alarms = watchAlarms({ feed, journal, clock });
  const listener = intakeListener(feed, () => captures.takeHeld('source'));
  const pace = () => paceOf(settings.name, group?.plan() ?? null, schedule.current());
  const uploading = createUploading({ ...ports, feed, dataFolder, onTrouble, pace });
  const intake = createIntakeSwitch((wanted, topic) => ports.openIntake(wanted, topic, listener), tellingSetup(feed, uploading.prepare));
  const devices = () => intake.setup()?.devices ?? [];
  const settleMs = () => setup().settleMs;
  const uploads = () => uploading.wanted(intake.setup() ?? start.setup);
  const settled = () => settledFacts(intake.setup()?.metadata);
  const facts = createFactsReader({ readFacts: intake.readFacts, sleep: clock.sleep, settled });
  const people = await createPeople({ journal, feed, clock, facts, devices });
  const keeping = await createKeeping({
    ...{ dataFolder, limits: settings.limits, journal, clock, feed, isSimulated, uploads, onTrouble },
    onDisk(disk) {
      feed.emit({ type: 'disk/changed', disk });
      group?.setTrouble(disk.state === 'ok' ? null : disk.sentence);
    },
    onBack: () => captures.takeHeld('disk'),
  });
  const records = createRecords({ journal, gateway: () => (intake.setup() ?? start.setup)?.gateway });
  const captures = createCaptures({
    ...{ settings, setup, dataFolder, version, intake, writer, journal, feed, clock, facts, records },
    outOfService: people.outOfService,
    beforeBegin: people.endServices,
    ...{ diskNow: keeping.diskNow, diskFailed: keeping.diskFailed, onFile: keeping.onFile },
    uploads,
    marks: uploading.marks,
    onFinished(capture, outcomes) {
      uploading.seen(outcomes);
      share.finished(capture, outcomes);
      uploading.wake(); // a superseded one is out of the queue by then
    },
    onAmended: (capture, outcomes) => share.amended(capture, outcomes),
    onBroken: (begun) => share.broken(begun),
  });
  const share = createGroupShare({ captures, journal, clock, emit: feed.emit, onCounted: uploading.wake });
  const signal = leaving.signal;
  const desk = createDesk({ captures, share, facts, journal, records, signal, group: () => group, notice });
  const scheduled = createScheduled({ desk, captures, settleMs, onTrouble, leads: () => group?.role() === 'leader' });
  const schedule = createSchedule({
    source: intake.pulses,
    clock,
    onPulse: scheduled.take,
    onSkipped: ({ count, first, last, reason }) =>
      feed.emit({ type: 'pulses/skipped', count, first: toFacts(first), last: toFacts(last), reason }),
    onFailure: (failure) => feed.emit({ type: 'pulse/unavailable', failure, at: isoTime(clock) }),
    onChanged(now) {
      feed.emit({ type: 'schedule/changed', schedule: now });
      group?.ordersChanged({ schedule: now });
    },
  });
  const { folders } = settings;
  const looking = createLooking({ ...ports, dataFolder, folders, exporter: settings.name, devices, signal });
  const tests = createTestCapturing({ feed, clock, dataFolder, settings, setup, intake, openTest: ports.openTest });
  const orders = () => ({ schedule: schedule.current(), metadata: people.metadata(), outOfService: { ...people.outOfService() } });

  async function whenIdle(): Promise<void> {
    await scheduled.begun();
    await captures.whenIdle();
    await group?.whenJudged();
    if (scheduled.beginning() > 0) await whenIdle();
    await uploading.whenIdle();
  }

  function setup(): Setup {
    const known = intake.setup() ?? start.setup;
    if (known !== null) return known;
    throw new ExporterError('NO_SETUP', `${settings.name} has its devices and sources from its leader, and has not heard one yet.`);
  }

  function isSimulated(): boolean {
    return (intake.setup() ?? start.setup)?.sources.simulation !== undefined;
  }

  function onTrouble(error: unknown): void {
    feed.emit({ type: 'pulse/unavailable', failure: toFailure(error), at: isoTime(clock) });
  }

  function notice(what: Failure): void {
    feed.emit({ type: 'group/noticed', notice: what, at: isoTime(clock) });
  }

  async function inForce(change: Promise<void>): Promise<void> {
    await change;
    group?.ordersChanged({ metadata: people.metadata(), outOfService: { ...people.outOfService() } });
  }

  /** A follower has nothing to take from before its leader has told where from. */
  async function whenUsable(owed: number): Promise<void> {
    while (owed > 0 && intake.setup() === null && !signal.aborted) await clock.sleep(250, signal);
  }

  async function retakeAll(adopted: number, owed: readonly OwedCapture[]): Promise<void> {
    const again = { journal, pulses: intake.pulses, clock, take: captures.take };
    const taken =
      owed.length === 0 || signal.aborted ? { retaken: 0, lost: [] } : await retake(owed, { ...again, settleMs: settleMs() }, signal);
    feed.emit({ type: 'recovery/finished', adopted, ...taken });
  }

  const own = {
    ...captureCommands({ captures: desk, pulses: intake.pulses, journal, settleMs, signal, onTrouble }),
    setMetadata: (request) => inForce(people.commands.setMetadata(request)),
    takeOutOfService: (request) => inForce(people.commands.takeOutOfService(request)),
    returnToService: (request) => inForce(people.commands.returnToService(request)),
    async startSchedule({ schedule: wanted }) {
      await journal.note({ at: isoTime(clock), by: 'operator', what: 'schedule', facts: wanted });
      schedule.set(wanted);
    },
    async stopSchedule() {
      schedule.set({ kind: 'manual' });
      await scheduled.begun();
      await captures.stopAll();
    },
    async setFault({ fault, device, on }) {
      feed.emit({ type: 'faults/changed', faults: await intake.setFault(fault, device ?? null, on) });
    },
    ...uploading.commands,
    ...alarms.commands,
    ...support,
    ...browsing({ browse: intake.browse, journal, devices, clock, signal }),
    ...looking.commands,
    ...tests.commands,
    ...createDeviceValues({ journal, reader: ports.reader, dataFolder }),
    ...createReporting({ journal, clock, signal, exporter: settings.name, opened: uploading.opened }),
  } satisfies Partial<Api>;

  const door = (command: string, request: unknown) => createDispatch(exporter)(command, request);
  const group: Group | null =
    settings.group === undefined || ports.wire === null
      ? null
      : await openGroup(
          { name: settings.name, version, group: settings.group, setup: start.setup, orders: orders() },
          { ...{ wire: ports.wire, clock, journal, feed, intake, share, people, schedule, door } },
        );
  if (start.setup !== null && settings.group?.role !== 'follower') await intake.use(start.setup, settings.group?.topic ?? null);
  const groupCommands = group?.commands ?? noGroupCommands;
  const api: Api = { ...own, ...groupCommands, ...viaLeader({ ...own, ...groupCommands }, () => group) };
  const exporter: Exporter = { ...api, subscribe: feed.subscribe };

  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= stopOnce());
  async function stopOnce(): Promise<void> {
    leaving.abort();
    alarms.stop();
    await tests.stop();
    await uploading.stop();
    await schedule.stop();
    await scheduled.begun();
    if (group?.role() !== 'leader') await group?.stop(); // the others take what is in flight here
    await captures.close();
    await group?.stop();
    await keeping.stop();
    await intake.close();
    await Promise.all([ports.reader.close(), writer.close()]);
    feed.emit({ type: 'exporter/stopped', at: isoTime(clock) });
    await journal.close();
  }

  return {
    ...exporter,
    async begin() {
      feed.emit({ type: 'exporter/started', name: settings.name, version, at: isoTime(clock), simulated: isSimulated(), dataFolder });
      people.tellAll();
      keeping.begin();
      await keeping.diskNow();
      const { adopted, owed: all } = await adoptFinished({ journal, unfinished, writer, dataFolder, devices, uploads, clock });
      if (leaving.signal.aborted) return;
      await uploading.begin();
      const owed = group === null ? all : await stillOwn(all, journal, clock);
      if (group === null) schedule.set(setup().schedule);
      else await group.begin();
      const retaking = whenUsable(owed.length).then(() => retakeAll(adopted, owed));
      if (intake.setup() === null) retaking.catch(onTrouble);
      else await retaking;
    },
    whenIdle,
    held: captures.held,
    bytes: looking.bytes,
    stop,
    giveUp(failure) {
      feed.emit({ type: 'pulse/unavailable', failure, at: isoTime(clock) });
      return stop();
    },
  };
}
