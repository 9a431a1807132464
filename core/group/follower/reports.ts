import type { Report } from '../protocol.ts';
import { remember } from '../remember.ts';

type Waiting = {
  report: Report;
  sentAtMs: number /** It changed after it was sent: the next answer is about what it was. */;
  changed: boolean;
};

/** Milliseconds until a report that was not answered is sent again. */
const againMs = 3000;
/** Beyond this the oldest is forgotten: the leader asks again for what it misses. */
const waitingMost = 2000;
/** Sent and not answered: after an outage the leader gets what waited bit by bit. */
const atOnceMost = 100;
/** Captures that do not count; their reports are not sent again. */
const supersededMost = 2000;

/** Reports on their way to the leader: each is sent until it is answered. */
export function createReports() {
  const waiting = new Map<string, Waiting>();
  const superseded = new Map<string, true>();

  return {
    add(report: Report): void {
      if (superseded.has(report.captureId)) return;
      const known = waiting.get(report.captureId);
      if (known !== undefined) {
        known.changed ||= known.sentAtMs > Number.NEGATIVE_INFINITY && JSON.stringify(known.report) !== JSON.stringify(report);
        known.report = report;
        return;
      }
      remember(waiting, report.captureId, { report, sentAtMs: Number.NEGATIVE_INFINITY, changed: false }, waitingMost);
    },
    /** To be sent now. */
    due(nowMs: number): Report[] {
      const due: Report[] = [];
      let unanswered = 0;
      for (const one of waiting.values()) {
        if (unanswered >= atOnceMost) break;
        unanswered += 1;
        if (nowMs - one.sentAtMs < againMs) continue;
        one.sentAtMs = nowMs;
        due.push(one.report);
      }
      return due;
    },
    /** Answers whether that was said of the newest form of it. */
    counted(captureId: string): boolean {
      const one = waiting.get(captureId);
      if (one?.changed === true) {
        one.changed = false;
        one.sentAtMs = Number.NEGATIVE_INFINITY;
        return false;
      }
      return waiting.delete(captureId);
    },
    /** Answers whether that is news. */
    superseded(captureId: string): boolean {
      waiting.delete(captureId);
      if (superseded.has(captureId)) return false;
      remember(superseded, captureId, true, supersededMost);
      return true;
    },
    /** Another leader, or another session: nothing of what was sent will be answered. */
    unsent(): void {
      for (const one of waiting.values()) one.sentAtMs = Number.NEGATIVE_INFINITY;
    },
  };
}
