import type { ExporterState } from '../../core/contract/api.ts';
import type { WholeApi } from '../../core/contract/commands.ts';
import { toFailure } from '../../core/contract/errors.ts';
import type { ToldEvent } from '../../core/contract/support.ts';
import { redacted } from './redact.ts';

export const capturesTold = 200;
export const uploadsTold = 200;
export const notesTold = 200;
export const verdictsTold = 20;

export type BundlePorts = {
  commands: Pick<WholeApi, 'getSettings' | 'listCaptures' | 'getCapture' | 'listUploads' | 'listNotes' | 'recentEvents'>;
  state: ExporterState;
  seen: readonly ToldEvent[];
  /** Of the browser or of Electron. */
  screen: string;
  at: string;
  signal: AbortSignal;
  onStep(step: Step): void;
};

/** How much is there: `done` of `all`, and what is being asked for. */
export type Step = { done: number; all: number; what: string };

/** A part that cannot be told says why: a bundle is wanted just when something does not work. */
type Part = { name: string; what: string; ask(): Promise<unknown> };

/** One object for one file. null: it was cancelled. Nothing in it is a secret. */
export async function collectBundle(ports: BundlePorts): Promise<unknown> {
  const { commands, state, seen, screen, at, signal, onStep } = ports;
  const parts: Part[] = [
    { name: 'settings', what: 'settings', ask: () => commands.getSettings({}) },
    { name: 'captures', what: `the last ${capturesTold} captures`, ask: () => commands.listCaptures({ limit: capturesTold }) },
    { name: 'uploads', what: `the last ${uploadsTold} uploads`, ask: () => commands.listUploads({ limit: uploadsTold }) },
    { name: 'notes', what: 'what people changed', ask: () => commands.listNotes({ limit: notesTold }) },
    { name: 'eventsTold', what: 'what the exporter told lately', ask: () => commands.recentEvents({}) },
    ...verdicts(state).map((captureId) => ({
      ...{ name: `verdict ${captureId}`, what: `the outcomes of capture ${captureId}` },
      ask: () => commands.getCapture({ captureId }),
    })),
  ];
  const found: Record<string, unknown> = {};
  const outcomes: unknown[] = [];
  for (const [done, { name, what, ask }] of parts.entries()) {
    if (signal.aborted) return null;
    onStep({ done, all: parts.length, what });
    const part = await ask().catch((error: unknown) => ({ couldNotBeTold: toFailure(error) }));
    if (name.startsWith('verdict ')) outcomes.push(part);
    else found[name] = part;
  }
  if (signal.aborted) return null;
  onStep({ done: parts.length, all: parts.length, what: 'the file' });
  const versions = { exporter: state.version, screen };
  return redacted({ format: 1, at, exporter: state.name, versions, state, ...found, verdicts: outcomes, eventsSeen: seen });
}

/** Captures that have ended, newest first. */
function verdicts({ captures }: ExporterState): string[] {
  return captures
    .filter(({ verdict }) => verdict !== null)
    .slice(0, verdictsTold)
    .map(({ captureId }) => captureId);
}

/** exporter-support-laser-1-20261122T223500Z.json */
export function bundleName(exporter: string, at: string): string {
  const time = at.slice(0, 19).replaceAll(/[-:]/g, '');
  return `exporter-support-${exporter.replaceAll(/[^\w.-]+/g, '_') || 'unnamed'}-${time}Z.json`;
}
