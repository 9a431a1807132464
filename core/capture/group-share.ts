import { isoTime } from '../clock.ts';
import type { CaptureDetails, CaptureStep, CaptureSummary, ChannelOutcome, ExporterEvent, PulseFacts } from '../contract/api.ts';
import { toFailure } from '../contract/errors.ts';
import type { OwnShare, ShareListener, ShareOrder } from '../group/own-share.ts';
import type { OpenPulse, Report } from '../group/protocol.ts';
import { pulseKey } from '../group/pulse-key.ts';
import type { Journal } from '../journal/port.ts';
import { fromFacts, toFacts } from '../pulses/pulse.ts';
import type { Begun } from './begun.ts';
import type { Captures } from './captures.ts';
import { lackingDevices } from './lacking-devices.ts';
import { isWorthTelling, uploadsToldOf, uploadTold } from './upload-told.ts';

type SharePorts = {
  captures: Pick<Captures, 'begin' | 'take'>;
  journal: Pick<Journal, 'capturesOf' | 'uploadOf' | 'supersede' | 'counted' | 'uncount' | 'unanswered'>;
  emit(event: ExporterEvent): void;
  clock: Parameters<typeof isoTime>[0];
  /** A file of a share goes to the Gateway when the leader counts it, and not before. */
  onCounted(): void;
};

export type GroupShare = Omit<OwnShare, 'open' | 'unsettled' | 'setOutOfService' | 'use'> & {
  /** How far this exporter is with a pulse, and with which of its devices. */
  stateOf(pulse: PulseFacts): Promise<{ state: OpenPulse['state']; devices: string[] }>;
  /** Who is told; null while in no group. */
  listen(listener: ShareListener | null): void;
  /** This exporter has left its group: what is still in flight goes to others, and does not count. */
  left(): void;
  /** To be begun elsewhere at once, as a leader's own part is; answers how to take that back. */
  expect(pulse: PulseFacts, devices: readonly string[]): () => void;
  begun(begun: Begun): void;
  finished(capture: CaptureSummary, outcomes: readonly ChannelOutcome[]): void;
  amended(capture: CaptureSummary, outcomes: readonly ChannelOutcome[]): void;
  /** It ended without an end in the journal: nobody is at it, so that the leader orders it again. */
  broken(begun: Begun): void;
  watch(event: ExporterEvent): void;
};

type Working = { pulse: PulseFacts; captures: Set<string>; devices: Set<string> };

/** This exporter's captures as its group sees them: orders in, reports out. */
export function createGroupShare(ports: SharePorts): GroupShare {
  const { captures, journal, emit } = ports;
  const working = new Map<string, Working>(); // bounded by the captures that may wait
  const inFlight = new Map<string, { pulse: PulseFacts; expected: number; decided: Set<string>; step: CaptureStep }>();
  /** In flight when the group was left. */
  const orphaned = new Set<string>();
  let listener: ShareListener | null = null;

  function onTrouble(error: unknown): void {
    emit({ type: 'pulse/unavailable', failure: toFailure(error), at: isoTime(ports.clock) });
  }

  function workOn(pulse: PulseFacts): Working {
    const key = pulseKey(pulse);
    const known = working.get(key) ?? { pulse, captures: new Set(), devices: new Set() };
    working.set(key, known);
    return known;
  }

  async function takeRest(order: ShareOrder, work: Working, devices: readonly string[]): Promise<void> {
    const { pulse, metadata, record, mode, waitMs } = order;
    try {
      const before = await reportsOf(pulse);
      const whole = wholeDevices(before);
      for (const report of before) listener?.reported(report);
      const rest = devices.filter((device) => !whole.has(device));
      if (rest.length === 0) return;
      for (const begun of await captures.begin([fromFacts(pulse)], mode, waitMs, { metadata, record, devices: rest })) {
        work.captures.add(begun.captureId);
        await captures.take(begun);
      }
    } catch (error) {
      onTrouble(error);
    } finally {
      for (const device of devices) work.devices.delete(device);
      forget(work);
    }
  }

  function over({ captureId, pulse }: Pick<CaptureSummary, 'captureId' | 'pulse'>, devices: readonly string[]): void {
    inFlight.delete(captureId);
    const work = working.get(pulseKey(pulse));
    if (work === undefined) return;
    work.captures.delete(captureId);
    for (const device of devices) work.devices.delete(device);
    forget(work);
  }

  function forget(work: Working): void {
    if (work.devices.size === 0 && work.captures.size === 0) working.delete(pulseKey(work.pulse));
  }

  async function reportsOf(pulse: PulseFacts): Promise<Report[]> {
    const found = await journal.capturesOf(fromFacts(pulse));
    return found.filter(({ verdict, superseded }) => verdict !== null && superseded === undefined).map(reportOf);
  }

  return {
    listen(to) {
      listener = to;
    },
    left() {
      for (const { captures: begun } of working.values()) for (const captureId of begun) orphaned.add(captureId);
      working.clear();
    },
    take(order) {
      const work = workOn(order.pulse);
      const devices = order.devices.filter((device) => !work.devices.has(device));
      for (const device of devices) work.devices.add(device);
      if (devices.length > 0) void takeRest(order, work, devices);
    },
    working: () => [...working.values()].map(({ pulse }) => pulse),
    reportsOf,
    uploadsOf: async (pulse) => uploadsToldOf(await journal.capturesOf(fromFacts(pulse)), journal.uploadOf),
    async stateOf(pulse) {
      const work = working.get(pulseKey(pulse));
      if (work !== undefined) return { state: 'working', devices: [...work.devices] };
      const reports = await reportsOf(pulse);
      const devices = new Set(reports.flatMap(({ outcomes }) => outcomes.map(({ device }) => device)));
      return { state: reports.length > 0 ? 'finished' : 'none', devices: [...devices] };
    },
    supersede,
    unanswered: (limit) => journal.unanswered(limit),
    uncount(pulse) {
      journal.uncount(pulse).catch(onTrouble);
    },
    counted(captureId) {
      journal.counted(captureId).then(ports.onCounted, onTrouble);
    },
    expect(pulse, devices) {
      const work = workOn(pulse);
      for (const device of devices) work.devices.add(device);
      return () => {
        for (const device of devices) work.devices.delete(device);
        forget(work);
      };
    },
    begun({ captureId, pulse }) {
      workOn(toFacts(pulse)).captures.add(captureId);
    },
    finished(capture, outcomes) {
      over(
        capture,
        outcomes.map(({ device }) => device),
      );
      if (orphaned.delete(capture.captureId))
        supersede(capture.captureId, 'This exporter had left its group: the others have its devices.');
      else listener?.reported(reportOf({ ...capture, outcomes: [...outcomes] }));
    },
    amended(capture, outcomes) {
      listener?.reported(reportOf({ ...capture, outcomes: [...outcomes] }));
    },
    broken({ captureId, pulse, devices }) {
      orphaned.delete(captureId);
      over({ captureId, pulse: toFacts(pulse) }, devices ?? []);
    },
    watch(event) {
      if (event.type === 'capture/started') {
        const { captureId, pulse, expected, step } = event.capture;
        inFlight.set(captureId, { pulse, expected, decided: new Set(), step });
      } else if (event.type === 'channels/decided') {
        for (const { channel } of event.outcomes) inFlight.get(event.captureId)?.decided.add(channel);
        tell(event.captureId);
      } else if (event.type === 'capture/stepped') {
        const capture = inFlight.get(event.captureId);
        if (capture !== undefined) capture.step = event.step;
        tell(event.captureId);
      } else if (event.type === 'capture/held') inFlight.delete(event.captureId);
      else if (event.type === 'upload/changed' && isWorthTelling(event.upload, ports.clock.wallMs()))
        listener?.uploaded(uploadTold(event.upload));
    },
  };

  function supersede(captureId: string, by: string): void {
    journal.supersede(captureId, by).then(() => emit({ type: 'capture/superseded', captureId, by }), onTrouble);
  }

  function tell(captureId: string): void {
    const capture = inFlight.get(captureId);
    if (capture !== undefined) listener?.progressed(capture.pulse, capture.step, capture.decided.size, capture.expected);
  }
}

function reportOf({ pulse, captureId, attempt, file, verdict, outcomes }: CaptureDetails): Report {
  return {
    ...{ pulse, captureId, attempt, file, verdict: verdict ?? 'failed' },
    outcomes: outcomes.map(({ channel, device, code, bytes, tookMs }) => ({
      ...{ channel, device, code },
      ...(bytes !== undefined && { bytes }),
      ...(tookMs !== undefined && { tookMs }),
    })),
  };
}

/** Those of which nothing is missing in all attempts together: who is asked for more of the others looks again. */
function wholeDevices(reports: readonly Report[]): ReadonlySet<string> {
  const outcomes = reports.flatMap((report) => report.outcomes);
  const lacking = new Set(lackingDevices(outcomes));
  return new Set(outcomes.map(({ device }) => device).filter((device) => !lacking.has(device)));
}
