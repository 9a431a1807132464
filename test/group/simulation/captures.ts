import type { PulseFacts } from '../../../core/contract/api.ts';
import type { OwnShare, ShareListener, ShareOrder } from '../../../core/group/own-share.ts';
import type { Entry, OpenPulse, Report } from '../../../core/group/protocol.ts';
import { pulseKey } from '../../../core/group/pulse-key.ts';
import { settledIn } from '../../../core/group/tally/upload-tally.ts';
import { createUploads, uploadLogIn, type VirtualUpload } from './uploads.ts';

type Capture = { order: ShareOrder; devices: string[]; report: Report | null; doneMs: number; superseded: boolean; counted: boolean };

/** What an exporter has on its disk: it outlives a restart, unless the disk is another one. */
export type Store = { captures: Capture[]; entries: Entry[]; uploads: Map<string, VirtualUpload> };
export const emptyStore = (): Store => ({ captures: [], entries: [], uploads: new Map() });

const lastsMs = 900;
/** Share of captures of which no file comes. */
const failing = 0.03;

/** Captures that take a while of virtual time and write nothing. What was begun before a restart is gone on with. */
export function createCaptures(name: string, store: Store, random: () => number, monotonicMs: () => number) {
  const uploads = createUploads(store, random, monotonicMs);
  let listener: ShareListener | null = null;
  const isOf = (pulse: PulseFacts) => (capture: Capture) => pulseKey(capture.order.pulse) === pulseKey(pulse);
  const counting = (pulse: PulseFacts) => store.captures.filter((capture) => isOf(pulse)(capture) && !capture.superseded);

  function reportOf({ order, devices }: Capture, at: number): Report {
    const failed = random() < failing;
    const outcomes = devices.map((device): Report['outcomes'][number] => ({
      channel: device,
      device,
      code: failed ? 'missing' : 'captured',
    }));
    const captureId = `${name}-${pulseKey(order.pulse)}-${at}`;
    return {
      pulse: order.pulse,
      captureId,
      attempt: at,
      file: failed ? null : captureId,
      verdict: failed ? 'failed' : 'complete',
      outcomes,
    };
  }

  const share: OwnShare = {
    take(order) {
      const own = counting(order.pulse);
      const reports = order.mode === 'past' ? own.flatMap(({ report }) => report ?? []) : [];
      for (const report of reports) listener?.reported(report);
      const had = new Set(own.filter(({ report }) => report === null || order.mode === 'past').flatMap(({ devices }) => devices));
      const devices = order.devices.filter((device) => !had.has(device));
      if (devices.length === 0) return;
      store.captures.push({
        order,
        devices,
        report: null,
        doneMs: monotonicMs() + random() * (order.waitMs + lastsMs),
        superseded: false,
        counted: false,
      });
    },
    working: () => store.captures.filter(({ report }) => report === null).map(({ order }) => order.pulse),
    reportsOf: async (pulse) => counting(pulse).flatMap(({ report }) => report ?? []),
    async open(limit) {
      const judged = new Set(store.entries.flatMap((entry) => (entry.kind === 'verdict' ? [pulseKey(entry.pulse)] : [])));
      const known = new Map<string, Pick<OpenPulse, 'pulse' | 'metadata' | 'record' | 'mode'>>();
      for (const entry of store.entries) if (entry.kind === 'pulse') known.set(pulseKey(entry.pulse), entry);
      for (const { order } of store.captures) known.set(pulseKey(order.pulse), order);
      for (const key of judged) known.delete(key);
      const newest = [...known.values()].slice(-limit).reverse();
      return newest.map(({ pulse, metadata, record, mode }): OpenPulse => {
        const own = counting(pulse);
        const state = own.length === 0 ? 'none' : own.every(({ report }) => report !== null) ? 'finished' : 'working';
        return { pulse, metadata, record, mode, state, devices: own.flatMap(({ devices }) => devices) };
      });
    },
    unsettled: async (limit) =>
      (await uploadLogIn(store.entries).waiting(limit)).map(({ pulse, upload }) => ({ pulse, settled: settledIn(upload) })),
    uploadsOf: async (pulse) => uploads.of(pulse),
    unanswered: async (limit) => {
      const unanswered = store.captures.filter(({ report, superseded, counted }) => report !== null && !superseded && !counted);
      return unanswered.slice(-limit).map(({ order }) => order.pulse);
    },
    counted(captureId) {
      for (const capture of store.captures) if (capture.report?.captureId === captureId) capture.counted = true;
    },
    uncount(pulse) {
      for (const capture of store.captures) if (isOf(pulse)(capture)) capture.counted = false;
    },
    supersede(captureId) {
      for (const capture of store.captures) if (capture.report?.captureId === captureId) capture.superseded = true;
    },
    setOutOfService: () => undefined,
    use: async () => null,
  };

  return {
    share,
    listen(to: ShareListener): void {
      listener = to;
    },
    /** What is done by now is reported. */
    tick(): void {
      for (const [at, capture] of store.captures.entries()) {
        if (capture.report !== null || capture.doneMs > monotonicMs()) continue;
        capture.report = reportOf(capture, at);
        listener?.reported(capture.report);
      }
      uploads.tick((upload) => listener?.uploaded(upload));
    },
  };
}
