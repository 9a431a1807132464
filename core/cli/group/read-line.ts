import type { ExporterEvent } from '../../contract/api.ts';
import type { Result } from '../../contract/errors.ts';

/** To a command. */
export type Answer = { kind: 'answer'; command: string; result: Result<unknown> };

/** What an exporter wrote with --json and --commands. It is this same program, so only the kind is looked at; null: half a line of one that was killed. */
export function readLine(line: string): { kind: 'event'; event: ExporterEvent } | Answer | null {
  const said = parsed(line);
  if (isEvent(said)) return { kind: 'event', event: said };
  return isAnswer(said) ? { kind: 'answer', command: said.command, result: said } : null;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function isEvent(said: unknown): said is ExporterEvent {
  return typeof said === 'object' && said !== null && 'type' in said && typeof said.type === 'string';
}

function isAnswer(said: unknown): said is { command: string } & Result<unknown> {
  return typeof said === 'object' && said !== null && 'ok' in said && 'command' in said && typeof said.command === 'string';
}
