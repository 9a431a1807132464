import { ExporterError } from '../contract/errors.ts';
import { nsPerSecond } from '../pulses/pulse.ts';
import { type FaultName, faultNames, isFaultName } from './fault-names.ts';

/** One time a fault was on. `device` null means all devices; `fromNs` null means since ever; `toNs` null means still. */
export type FaultSpan = { fault: FaultName; device: string | null; fromNs: bigint | null; toNs: bigint | null };

/** Older spans that are over are forgotten: with them goes what they did to the past. */
const keptSpans = 200;

/**
 * What is wrong with the facility, and when. Kept as spans of time, so that a pulse of the past looks the same after the fault is switched off:
 * a camera that was dead stays dead for those pulses.
 */
export class FaultBoard {
  /** Rises with each change. */
  revision = 0;
  #spans: FaultSpan[] = [];
  readonly #devices: ReadonlySet<string>;

  constructor(devices: ReadonlySet<string>, onFromTheBeginning: readonly { fault: string; device?: string | undefined }[]) {
    this.#devices = devices;
    for (const { fault, device } of onFromTheBeginning) this.#open(fault, device, null);
  }

  /** Throws NOT_FOUND for a fault or a device nobody knows, and names those there are. Switching on what is on changes nothing. */
  set(fault: string, device: string | undefined, on: boolean, nowNs: bigint): void {
    if (on) this.#open(fault, device, fault === 'pulse-id-restart' ? nextSecond(nowNs) : nowNs);
    else this.#close(fault, device, nowNs);
    this.revision++;
    const over = this.#spans.filter((span) => span.toNs !== null);
    const forgotten = new Set(over.slice(0, Math.max(0, over.length - keptSpans)));
    this.#spans = this.#spans.filter((span) => !forgotten.has(span));
  }

  /** Those that are on now. */
  list(): { fault: FaultName; device: string | null }[] {
    return this.#spans.filter(({ toNs }) => toNs === null).map(({ fault, device }) => ({ fault, device }));
  }

  isOn(fault: FaultName, device: string | null, timeNs: bigint): boolean {
    return this.span(fault, device, timeNs) !== null;
  }

  /** The span that holds at this time for this device, the latest where there are several. */
  span(fault: FaultName, device: string | null, timeNs: bigint): FaultSpan | null {
    return this.#spans.findLast((span) => span.fault === fault && reaches(span, device) && holds(span, timeNs)) ?? null;
  }

  /** Has it ever been on for this device? Cheap way to leave out what only faults need. */
  everOn(fault: FaultName, device: string | null): boolean {
    return this.#spans.some((span) => span.fault === fault && reaches(span, device));
  }

  spansOf(fault: FaultName): readonly FaultSpan[] {
    return this.#spans.filter((span) => span.fault === fault);
  }

  #open(fault: string, device: string | undefined, fromNs: bigint | null): void {
    const name = this.#checked(fault, device);
    const already = this.#spans.some((span) => span.fault === name && span.device === (device ?? null) && span.toNs === null);
    if (!already) this.#spans.push({ fault: name, device: device ?? null, fromNs, toNs: null });
  }

  #close(fault: string, device: string | undefined, toNs: bigint): void {
    const name = this.#checked(fault, device);
    this.#spans = this.#spans.flatMap((span) => {
      const meant = span.fault === name && span.toNs === null && (device === undefined || span.device === device);
      if (!meant) return [span];
      // What was on since ever would stay true for all the past: it goes as a whole.
      return span.fromNs === null ? [] : [{ ...span, toNs }];
    });
  }

  #checked(fault: string, device: string | undefined): FaultName {
    if (!isFaultName(fault))
      throw new ExporterError('NOT_FOUND', `The simulation has no fault "${fault}". It has: ${faultNames().join(', ')}.`);
    if (device !== undefined && !this.#devices.has(device))
      throw new ExporterError(
        'NOT_FOUND',
        `The fault "${fault}" is meant for "${device}", and the simulated facility has no device of that name. It has: ${[...this.#devices].slice(0, 3).join(', ')}, …`,
      );
    return fault;
  }
}

/** The same for all processes that are told within a second: each has a facility of its own, and all are to see the same pulse IDs. */
function nextSecond(nowNs: bigint): bigint {
  return (nowNs / nsPerSecond + 1n) * nsPerSecond;
}

function reaches(span: FaultSpan, device: string | null): boolean {
  return span.device === null || span.device === device;
}

function holds({ fromNs, toNs }: FaultSpan, timeNs: bigint): boolean {
  return (fromNs === null || timeNs >= fromNs) && (toNs === null || timeNs < toNs);
}
