import { createInterface } from 'node:readline';
import { failure, type Result } from '../contract/errors.ts';

/** Longer lines are not commands. */
const longestLine = 100_000;

export type Door = (command: unknown, request: unknown) => Promise<Result<unknown>>;

/**
 * Commands as lines of JSON, `{"command": "captureNow", "request": {}}`, each answered by a line with its result in the order they end; an `id` comes back as it was sent.
 * For scripts that steer a running exporter. Ends with the input, or with the signal.
 */
export async function readCommands(
  input: NodeJS.ReadableStream,
  door: Door,
  answer: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const lines = createInterface({ input, signal });
  signal.addEventListener('abort', () => lines.close(), { once: true });
  const working = new Set<Promise<void>>();
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const work = perform(line, door).then((result) => {
      answer(JSON.stringify(result));
      working.delete(work);
    });
    working.add(work);
  }
  await Promise.all(working);
}

async function perform(line: string, door: Door): Promise<{ id?: unknown; command?: unknown } & Result<unknown>> {
  const asked = parse(line);
  if (asked === null)
    return { ok: false, failure: failure('BAD_REQUEST', 'A command is a line of JSON such as {"command": "captureNow", "request": {}}.') };
  const { id, command, request = {} } = asked;
  return { ...(id === undefined ? {} : { id }), command, ...(await door(command, request)) };
}

function parse(line: string): { id?: unknown; command?: unknown; request?: unknown } | null {
  try {
    const parsed: unknown = line.length > longestLine ? null : JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
