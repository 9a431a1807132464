import { messageOf } from '../../core/contract/errors.ts';
import type { PreviewApi } from '../../core/contract/preview.ts';
import type { Choice } from './choices.ts';
import { noTrend, readTrend, type Trend, withNewer } from './read-trend.ts';
import { movedOn, msOfNs, type TrendSpan } from './trend-span.ts';

/** `stopped`: by hand; what has come stays. `cut`: there were more than are taken. */
export type TrendState = {
  trend: Trend;
  span: TrendSpan;
  state: 'reading' | 'here' | 'stopped' | 'cut' | 'failed';
  trouble: string | null;
};

export type ReaderPorts = {
  ask: PreviewApi['trend'];
  choice: Choice;
  span: TrendSpan;
  onState(state: TrendState): void;
};

export type TrendReader = {
  /** Captures have ended: what came since the last point is asked for. One question at a time; what changes meanwhile is asked for after it. */
  newer(nowMs: number): void;
  /** Ends the reading of the span; what has come stays. */
  cancel(): void;
  stop(): void;
};

/** Reads a trend, and what comes to it. */
export function createTrendReader({ ask, choice, span, onState }: ReaderPorts): TrendReader {
  const leaving = new AbortController();
  let isStopped = false;
  let now: TrendState = { trend: noTrend, span, state: 'reading', trouble: null };
  let askedFor: number | null = null;
  let isAsking = false;

  function tell(change: Partial<TrendState>): void {
    if (isStopped) return;
    now = { ...now, ...change };
    onState(now);
  }

  async function readAll(): Promise<void> {
    tell({});
    try {
      const { isWhole } = await readTrend({ trend: ask, choice, span, signal: leaving.signal, onPage: (trend) => tell({ trend }) });
      tell({ state: isWhole ? 'here' : 'cut' });
    } catch (error) {
      tell(leaving.signal.aborted ? { state: 'stopped' } : { state: 'failed', trouble: messageOf(error) });
    }
    goOn();
  }

  function goOn(): void {
    if (isStopped || isAsking || askedFor === null || now.state !== 'here') return;
    const nowMs = askedFor;
    askedFor = null;
    isAsking = true;
    void readNewer(nowMs).finally(() => {
      isAsking = false;
      goOn();
    });
  }

  async function readNewer(nowMs: number): Promise<void> {
    const last = now.trend.points.at(-1)?.pulse.timestampNs;
    const wanted = movedOn(now.span, nowMs);
    const since = { fromMs: last === undefined ? wanted.fromMs : msOfNs(last), toMs: wanted.toMs };
    try {
      let newer: Trend = noTrend;
      await readTrend({ trend: ask, choice, span: since, signal: leaving.signal, onPage: (trend) => (newer = trend) });
      tell({ trend: withNewer(now.trend, newer, wanted), span: wanted, trouble: null });
    } catch (error) {
      if (!leaving.signal.aborted) tell({ trouble: messageOf(error) });
    }
  }

  void readAll();
  return {
    newer(nowMs) {
      askedFor = nowMs;
      goOn();
    },
    cancel() {
      if (now.state === 'reading') leaving.abort();
    },
    stop() {
      isStopped = true;
      leaving.abort();
    },
  };
}
