import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const cli = fileURLToPath(new URL('../../../core/cli.ts', import.meta.url));
/** After it, an exporter that should have stopped is killed. */
const patienceMs = 15_000;

/** What the bench looks at of an event. */
const eventSchema = z.looseObject({
  type: z.string(),
  group: z.object({ role: z.string(), plan: z.object({ shares: z.record(z.string(), z.array(z.string())) }).nullable() }).optional(),
  pulse: z.looseObject({ pulse: z.object({ pulseId: z.string() }).optional(), verdict: z.string().nullable().optional() }).optional(),
});
export type SeenEvent = z.infer<typeof eventSchema>;

export type CliExporter = {
  /** The first one from now on that fits, and the moment it was read, on this process' monotonic clock. */
  event(fits: (event: SeenEvent) => boolean): Promise<number>;
  command(command: string, request: unknown): void;
  stop(): Promise<void>;
};

/** A whole exporter, started as `npm run exporter` starts it. */
export async function startCliExporter(folder: string, settings: { name: string }): Promise<CliExporter> {
  const file = join(folder, `${settings.name}.json`);
  await writeFile(file, JSON.stringify(settings));
  const child = spawn(process.execPath, [cli, '--settings', file, '--json', '--commands'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const waiting = new Set<(event: SeenEvent) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = eventSchema.safeParse(JSON.parse(line));
    if (event.success) for (const look of waiting) look(event.data);
  });

  function found(fits: (event: SeenEvent) => boolean): Promise<number> {
    return new Promise((resolve) => {
      const look = (event: SeenEvent): void => {
        if (!fits(event)) return;
        waiting.delete(look);
        resolve(performance.now());
      };
      waiting.add(look);
    });
  }

  return {
    event: (fits) =>
      Promise.race([
        found(fits),
        ended.then(() => Promise.reject(new Error(`The exporter ${settings.name} ended; its message is above.`))),
      ]),
    command: (command, request) => void child.stdin.write(`${JSON.stringify({ command, request })}\n`),
    async stop() {
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(timer);
    },
  };
}
