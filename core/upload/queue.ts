import type { ExporterEvent } from '../contract/api.ts';
import type { Failure } from '../contract/errors.ts';
import type { HeldFacts, UploadsFacts, UploadsState } from '../contract/uploads.ts';
import type { DueUpload, UploadEnd, Without } from '../journal/uploads-port.ts';
import type { GatewaySettings } from '../settings/gateway.ts';
import { drainEstimate, perFileMs } from './drain.ts';
import { arrivalMs, type Pace, spacingMs } from './pace.ts';
import { type SendPorts, type Sent, sendOne } from './send-one.ts';

export type UploadsPorts = Omit<SendPorts, 'settings'> & {
  settings: GatewaySettings;
  emit(event: Extract<ExporterEvent, { type: 'upload/changed' | 'uploads/changed' }>): void;
  /** Who else uploads, and how often a new file comes: asked anew each time, because the plan of a group changes. */
  pace(): Pace;
  /** The journal's trouble; the queue goes on when it is over. */
  onTrouble(error: unknown): void;
};

/** The files of this exporter on their way to the Gateway, from the journal: oldest first, one at a time. */
export type Uploads = {
  /** A file was queued, or what keeps the queue waiting may be over. */
  wake(): void;
  /** Sends it as soon as it can be; also asks a Gateway that was away again. */
  retry(captureId: string): Promise<void>;
  /** Sends it as soon as it can be without these channels; with none, as a whole. */
  leaveOut(captureId: string, without: Without): Promise<void>;
  /** Begins no other one until released; what is being sent goes on. */
  hold(by: HeldFacts): void;
  release(): void;
  /** Resolves when nothing can be sent now. */
  whenIdle(): Promise<void>;
  /** What is being sent is cut off, and known to have an unknown end. Twice is once. */
  stop(): Promise<void>;
};

/** A machine's clock may be set, and a timer holds 24 days at most. */
const longestPauseMs = 60_000;
const afterTroubleMs = 5_000;
/** Exporters may come and go while a file waits for its turn. */
const lookAgainMs = 5_000;
/** For the estimate. */
const timesKept = 20;

/** Runs from here on until it is stopped. */
export function startUploads(ports: UploadsPorts): Uploads {
  const { journal, clock, settings, emit, onTrouble } = ports;
  const { host } = new URL(settings.url);
  const leaving = new AbortController();
  const { signal } = leaving;
  const idle = new Set<() => void>();
  let waking = new AbortController();
  let isIdle = false;
  let held: HeldFacts | null = null;
  let away: { failure: Failure; untilMs: number } | null = null;
  let begunMs = Number.NEGATIVE_INFINITY;
  let tookMs: number[] = [];
  let told = '';
  const running = run();

  async function run(): Promise<void> {
    await keptTrying(() => journal.recoverUploads());
    while (!signal.aborted) {
      waking = new AbortController();
      isIdle = false;
      const ms = await step().catch(async (error: unknown) => {
        onTrouble(error);
        // A file that it failed at would be on its way for ever.
        await keptTrying(() => journal.recoverUploads());
        return afterTroubleMs;
      });
      if (ms > 0) await clock.sleep(Math.min(ms, longestPauseMs), waking.signal);
    }
    rest();
  }

  /** Milliseconds until there is something to do. */
  async function step(): Promise<number> {
    await tell();
    if (held !== null) return resting(Number.POSITIVE_INFINITY);
    const now = clock.monotonicMs();
    if (away !== null && away.untilMs > now) return resting(away.untilMs - now);
    const wallMs = clock.wallMs();
    const due = await journal.dueUpload(wallMs);
    if (due === null) {
      const { nextRetryMs } = await journal.uploadCounts();
      return resting(nextRetryMs === null ? Number.POSITIVE_INFINITY : Math.max(1, nextRetryMs - wallMs));
    }
    const earlyMs = begunMs + spacing() - now;
    if (earlyMs > 0) return Math.min(earlyMs, lookAgainMs);
    if (held !== null || signal.aborted) return 0;
    begunMs = now;
    await send(due);
    return 0;
  }

  async function send(due: DueUpload): Promise<void> {
    const sent = await sendOne(due, ports, signal, () => tellOf(due.captureId));
    if (sent === null) return;
    await keptTrying(() => journal.endUpload(due.captureId, sent.end));
    follow(sent);
    await tellOf(due.captureId);
  }

  function follow({ verdict, end }: { verdict: Sent['verdict']; end: UploadEnd }): void {
    if (verdict.kind === 'waiting') {
      if (verdict.blocks === 'queue')
        away = { failure: verdict.failure, untilMs: clock.monotonicMs() + Math.max(0, verdict.retryAtMs - clock.wallMs()) };
      return;
    }
    if (end.status === null) return; // a file that is gone says nothing of the Gateway
    away = null;
    tookMs = [...tookMs, end.tookMs].slice(-timesKept);
  }

  /** What has happened must stand in the journal before anything follows from it. When stopped meanwhile, the next start takes it for unknown. */
  async function keptTrying(write: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await write();
        return;
      } catch (error) {
        onTrouble(error);
        if (signal.aborted) return;
        await clock.sleep(afterTroubleMs, signal);
      }
    }
  }

  async function tellOf(captureId: string): Promise<void> {
    const upload = await journal.uploadOf(captureId);
    if (upload !== null) emit({ type: 'upload/changed', upload });
    await tell();
  }

  async function sendSoon(captureId: string): Promise<void> {
    if (away !== null) away = { ...away, untilMs: 0 };
    await tellOf(captureId);
    wake();
  }

  async function tell(): Promise<void> {
    const uploads = await facts();
    const text = JSON.stringify(uploads);
    if (text === told) return;
    told = text;
    emit({ type: 'uploads/changed', uploads });
  }

  function spacing(): number {
    return spacingMs(settings.secondsBetweenUploads, ports.pace());
  }

  async function facts(): Promise<UploadsFacts> {
    const { queued, waiting } = await journal.uploadCounts();
    const perFile = perFileMs(tookMs, spacing());
    const { sentence } = drainEstimate({ files: queued + waiting, perFileMs: perFile, arrivalMs: arrivalMs(ports.pace()) });
    return { gateway: host, state: stateNow(), queued, waiting, sentence, failure: away?.failure ?? null, ...(held !== null && { held }) };
  }

  function stateNow(): UploadsState {
    if (held !== null) return 'held';
    return away === null ? 'working' : 'away';
  }

  function resting(ms: number): number {
    if (!waking.signal.aborted) rest();
    return ms;
  }

  function rest(): void {
    isIdle = true;
    for (const resolve of idle) resolve();
    idle.clear();
  }

  function wake(): void {
    isIdle = false;
    waking.abort();
  }

  return {
    wake,
    async retry(captureId) {
      await journal.retryUpload(captureId);
      await sendSoon(captureId);
    },
    async leaveOut(captureId, without) {
      await journal.leaveOut(captureId, without);
      await sendSoon(captureId);
    },
    hold(by) {
      held = by;
      wake();
    },
    release() {
      held = null;
      wake();
    },
    whenIdle: () => (isIdle || signal.aborted ? Promise.resolve() : new Promise((resolve) => idle.add(resolve))),
    async stop() {
      leaving.abort();
      wake();
      await running;
    },
  };
}
