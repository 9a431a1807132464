import type { EventListener, ExporterEvent, ExporterState } from '../contract/api.ts';
import { initialState, reduce } from '../contract/state.ts';
import { linesFor, nothingTold, type Told } from './lines.ts';
import { isOfNoUse } from './topic-lines.ts';

/** Where the lines go; a terminal also gets a line of progress that is overwritten. */
export type Output = { write(text: string): unknown; isTTY?: boolean | undefined; columns?: number | undefined };

/** One fact a line, as JSON: for programs. */
export function printJson(output: Output): EventListener {
  return (event) => output.write(`${JSON.stringify(event)}\n`);
}

/** For a person: a line for each pulse, reasons below it, and while it collects how far it is. */
export function printLines(output: Output): EventListener {
  const terminal = output.isTTY === true;
  const inOrder = pulseBeforeOwed();
  let state: ExporterState = initialState;
  let told = nothingTold;
  return (event) => {
    state = reduce(state, event);
    const lines = inOrder(event, linesFor(event, told, pulseOf(event, state)) ?? [], state);
    told = toldAfter(event, told);
    if (terminal) output.write('\r\u001b[K');
    for (const line of lines) output.write(`${line}\n`);
    if (terminal) output.write(progress(state, event).slice(0, (output.columns ?? 80) - 1));
  };
}

function toldAfter(event: ExporterEvent, told: Told): Told {
  switch (event.type) {
    case 'capture/finished':
      return { ...told, missed: event.missed, localOnly: told.localOnly || (!told.leads && event.capture.localOnly !== undefined) };
    case 'pulse/judged':
      return { ...told, localOnly: told.localOnly || (told.leads && event.pulse.verdict !== null && event.pulse.localOnly !== null) };
    case 'capture/held':
      return { ...told, owed: event.failure.message };
    case 'topics/counted':
      return { ...told, topics: new Set([...told.topics, ...event.topics.filter(isOfNoUse).map(({ topic }) => topic)]) };
    case 'group/changed':
      return { ...told, group: event.group.sentence, leads: event.group.role === 'leader' };
    case 'uploads/changed':
      return { ...told, uploads: event.uploads?.state ?? null };
    case 'manifest/changed':
      return { ...told, manifest: event.manifest };
    default:
      return told;
  }
}

function pulseOf(event: ExporterEvent, { captures }: ExporterState) {
  return event.type === 'capture/amended' ? captures.find(({ captureId }) => captureId === event.captureId)?.pulse : undefined;
}

/** The journal owes a pulse before its capture ends, so that no crash loses it; a person reads of it below the pulse's own line. */
function pulseBeforeOwed(): (event: ExporterEvent, lines: string[], state: ExporterState) => string[] {
  const owed = new Map<string, string[]>();
  return (event, lines, { captures }) => {
    if (event.type === 'capture/held') {
      const { pulseId } = event.pulse;
      const isTaken = captures.some(({ pulse, verdict, step }) => pulse.pulseId === pulseId && verdict === null && step !== 'chosen');
      if (isTaken) owed.set(pulseId, lines);
      return isTaken ? [] : lines;
    }
    if (event.type !== 'capture/finished') return lines;
    const { pulseId } = event.capture.pulse;
    const below = owed.get(pulseId) ?? [];
    owed.delete(pulseId);
    return [...lines, ...below];
  };
}

function progress({ captures }: ExporterState, { type }: ExporterEvent): string {
  const inFlight = captures.find(({ verdict, step }) => verdict === null && step !== 'chosen');
  if (inFlight === undefined || type === 'snapshot' || type === 'exporter/stopped') return '';
  const decided = Object.values(inFlight.codes).filter((code) => code !== 'skipped').length;
  const step = inFlight.step === 'collecting' || inFlight.step === 'writing' ? `collecting ${decided}/${inFlight.expected}` : inFlight.step;
  return `  pulse ${inFlight.pulse.pulseId}: ${step} …`;
}
