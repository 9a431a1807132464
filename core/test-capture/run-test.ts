import type { Clock } from '../clock.ts';
import { isoTime } from '../clock.ts';
import type { CaptureDetails } from '../contract/api.ts';
import { messageOf, toFailure } from '../contract/errors.ts';
import { type TestReport, type TestRequest, type TestStep, type TestSummary, testPulsesMost } from '../contract/test-capture.ts';
import type { UploadState } from '../contract/uploads.ts';
import { counted } from '../contract/words.ts';
import type { Intake } from '../intake/port.ts';
import { type Pulse, toFacts } from '../pulses/pulse.ts';
import type { Setup } from '../settings/schema.ts';
import { planTest } from './plan-test.ts';
import { pulseMaker } from './pulse-maker.ts';
import { type CapturedCounts, createReporting } from './reporting.ts';
import { type Watch, watchSources } from './watch-sources.ts';

/** The exporter that captures for a test, into a folder of its own. */
export type Capturing = {
  begin(): Promise<void>;
  capturePulse(request: { pulseId: string; timestampNs: string; waitForEnd: true }): Promise<{ captureId: string }>;
  getCapture(request: { captureId: string }): Promise<CaptureDetails>;
  stopSchedule(request: Record<string, never>): Promise<void>;
  /** Where it uploads, also all that can be sent was sent. */
  whenIdle(): Promise<void>;
  listUploads(request: { limit: number; states: UploadState[] }): Promise<readonly unknown[]>;
  stop(): Promise<void>;
};

export type TestPorts = {
  intake: Pick<Intake, 'observe' | 'pulses'>;
  clock: Clock;
  setup: Setup;
  /** Why the Gateway would refuse the channel, by its manifest. */
  refusalOf(channel: string): string | null;
  openCapturing(setup: Setup): Promise<Capturing>;
  onChanged(summary: TestSummary): void;
};

export type RunningTest = {
  summary(): TestSummary;
  /** As it stands now, or stood a little earlier where that is much to calculate. */
  report(): Promise<TestReport>;
  /** It ends with what it has. Twice is once. */
  stop(): void;
  /** Resolves with the whole report; rejects never. */
  ended: Promise<TestReport>;
};

/** What comes late is waited for at least so long after the last pulse. */
const settleLeastMs = 6000;
/** Of more than can be read in that time the rest is not looked at, and that is said. */
const caughtUpMostMs = 30_000;
const notesMost = 20;
/** Pulses of the source that are asked for at once; and held. */
const pulsesAtOnce = 1000;
const pulsesMost = 100_000;

/** Observes and captures at the same time, over the same pulses. Throws BAD_REQUEST where nothing can be tested so. */
export function runTest(testId: string, folder: string, request: TestRequest, ports: TestPorts): RunningTest {
  const { intake, clock, setup } = ports;
  const plan = planTest(request, setup);
  const stopping = new AbortController();
  const over = new AbortController();
  const all: Pulse[] = [];
  const taken: Pulse[] = [];
  /** Of these, in order: what became of the one in flight nobody knows yet. */
  let settled = 0;
  const notes = new Set<string>();
  const captured: CapturedCounts = new Map();
  let seenUpTo = 0n;
  let whole = 0;
  const facts: Pick<TestSummary, 'startedAt' | 'endedAt' | 'failure'> & { step: TestStep } = {
    ...{ startedAt: isoTime(clock), endedAt: null, failure: null, step: 'preparing' },
  };

  const summary = (): TestSummary => ({
    ...{ testId, folder, request, ...facts, channels: plan.tallies.length, pulses: taken.length, captured: whole },
  });

  function to(step: TestStep): void {
    facts.step = step;
    ports.onChanged(summary());
  }

  function note(sentence: string): void {
    if (notes.size < notesMost) notes.add(sentence);
  }

  const reporting = createReporting({
    ...{ plan, setup, clock, captured, summary, refusalOf: ports.refusalOf },
    pulses: () => ({ all, taken: taken.slice(0, settled), made: request.pulses.kind === 'clock' }),
    notes: () => [...notes],
  });

  async function learnPulses(): Promise<void> {
    if (request.pulses.kind === 'clock' || all.length >= pulsesMost) return;
    const [first] = taken;
    const from = seenUpTo === 0n ? (first?.timestampNs ?? 0n) : seenUpTo + 1n;
    if (from === 0n) return;
    const now = BigInt(Math.round(clock.wallMs())) * 1_000_000n;
    const found = await intake.pulses.between(from, now, pulsesAtOnce, over.signal).catch((error: unknown) => {
      note(messageOf(error));
      return [];
    });
    all.push(...found);
    seenUpTo = found.at(-1)?.timestampNs ?? seenUpTo;
  }

  async function capturing(inner: Capturing | null): Promise<void> {
    const maker = pulseMaker(request, intake.pulses, { clock, note });
    await maker.begin(stopping.signal);
    const isEnough = () => 'pulses' in request.until && taken.length >= request.until.pulses;
    while (!stopping.signal.aborted && !isEnough()) {
      const pulse = await maker.next(stopping.signal);
      if (pulse === null) return;
      taken.push(pulse);
      if (request.pulses.kind === 'clock') all.push(pulse);
      if (inner !== null) await capture(inner, pulse);
      settled = taken.length;
      await learnPulses();
      ports.onChanged(summary());
    }
  }

  async function capture(inner: Capturing, pulse: Pulse): Promise<void> {
    try {
      const { captureId } = await inner.capturePulse({ ...toFacts(pulse), waitForEnd: true });
      const { outcomes, verdict } = await inner.getCapture({ captureId });
      if (verdict === 'complete') whole += 1;
      for (const { channel, code, sentence } of outcomes) {
        const before = captured.get(channel) ?? { captured: 0, sentence: null };
        captured.set(channel, code === 'captured' ? { ...before, captured: before.captured + 1 } : { ...before, sentence });
      }
    } catch (error) {
      note(messageOf(error));
    }
  }

  async function catchUp(watch: Watch): Promise<void> {
    const caughtUp = new AbortController();
    const ended = watch.caughtUp(AbortSignal.any([byPerson, caughtUp.signal])).then(() => caughtUp.signal.aborted);
    void clock.sleep(caughtUpMostMs, caughtUp.signal).then(() => caughtUp.abort());
    const isTooMuch = await ended;
    caughtUp.abort();
    if (isTooMuch)
      note('More came than can be looked at in time: the last readings are not counted, and are shown as gaps. Choose fewer devices.');
  }

  async function sendOff(inner: Capturing): Promise<void> {
    const stopped = Promise.withResolvers<void>();
    byPerson.addEventListener('abort', () => stopped.resolve(), { once: true });
    if (!byPerson.aborted) await Promise.race([inner.whenIdle(), stopped.promise]);
    const left = await inner.listUploads({ limit: testPulsesMost, states: ['queued', 'sending', 'waiting'] });
    if (left.length > 0)
      note(`${counted(left.length, 'file')} of this test did not reach the Gateway, and will not be sent any more. They are in ${folder}.`);
  }

  async function run(): Promise<TestReport> {
    const limitMs = 'seconds' in request.until ? request.until.seconds * 1000 : null;
    let inner: Capturing | null = null;
    const watch = watchSources(plan, { intake, clock, note });
    try {
      inner = plan.setup === null ? null : await ports.openCapturing(plan.setup);
      await inner?.begin();
      await watch.begun;
      to('capturing');
      if (limitMs !== null) void clock.sleep(limitMs, stopping.signal).then(() => stopping.abort());
      const wasStopped = stoppedBy(byPerson, inner);
      await capturing(inner);
      wasStopped();
      to('settling');
      if (!byPerson.aborted) await clock.sleep(Math.max(settleLeastMs, setup.settleMs + 1000), byPerson);
      await learnPulses();
      await catchUp(watch);
      if (request.upload && inner !== null) await sendOff(inner);
      facts.step = byPerson.aborted ? 'stopped' : 'done';
    } catch (error) {
      facts.step = byPerson.aborted ? 'stopped' : 'failed';
      if (!byPerson.aborted) facts.failure = toFailure(error);
    }
    over.abort();
    await watch.stop();
    await inner?.stop();
    facts.endedAt = isoTime(clock);
    ports.onChanged(summary());
    return reporting.whole();
  }

  const person = new AbortController();
  const byPerson = person.signal;
  const ended = run();
  return {
    summary,
    report: reporting.lately,
    stop() {
      person.abort();
      stopping.abort();
    },
    ended,
  };
}

/** A capture that waits for its settle time ends with what it has. Returns its stop. */
function stoppedBy(signal: AbortSignal, inner: Capturing | null): () => void {
  const onStop = () => void inner?.stopSchedule({}).catch(() => undefined);
  signal.addEventListener('abort', onStop, { once: true });
  return () => signal.removeEventListener('abort', onStop);
}
