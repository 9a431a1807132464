import type { EventListener, ExporterEvent, ExporterState } from '../contract/api.ts';
import { initialState, reduce } from '../contract/state.ts';
import { linesFor } from './lines.ts';

/** Where the lines go; a terminal also gets a line of progress that is overwritten. */
export type Output = { write(text: string): unknown; isTTY?: boolean | undefined; columns?: number | undefined };

/** One fact a line, as JSON: for programs. */
export function printJson(output: Output): EventListener {
  return (event) => output.write(`${JSON.stringify(event)}\n`);
}

/** For a person: a line for each pulse, reasons below it, and while it collects how far it is. */
export function printLines(output: Output): EventListener {
  const terminal = output.isTTY === true;
  let state: ExporterState = initialState;
  return (event) => {
    state = reduce(state, event);
    const lines = linesFor(event);
    if (terminal) output.write('\r\u001b[K');
    for (const line of lines ?? []) output.write(`${line}\n`);
    if (terminal) output.write(progress(state, event).slice(0, (output.columns ?? 80) - 1));
  };
}

function progress({ captures }: ExporterState, { type }: ExporterEvent): string {
  const inFlight = captures.find(({ verdict }) => verdict === null);
  if (inFlight === undefined || type === 'snapshot') return '';
  const decided = Object.values(inFlight.codes).filter((code) => code !== 'skipped').length;
  const step = inFlight.step === 'collecting' || inFlight.step === 'writing' ? `collecting ${decided}/${inFlight.expected}` : inFlight.step;
  return `  pulse ${inFlight.pulse.pulseId}: ${step} …`;
}
