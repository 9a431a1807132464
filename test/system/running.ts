import { onTestFinished } from 'vitest';
import type { CaptureDetails, Events, ExporterEvent } from '../../core/contract/api.ts';
import type { RunningExporter } from '../../core/exporter.ts';
import { openExporter, sourceWorkers, type WorkerUrls } from '../../core/open-exporter.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import type { Simulated } from './simulated.ts';

export type Running = {
  exporter: RunningExporter;
  events: ExporterEvent[];
  /** The next event of this type that fits, from now on. */
  next<T extends keyof Events>(type: T, fits?: (event: Events[T]) => boolean): Promise<Events[T]>;
  /** Captures the newest pulse, or the one given, to its end. */
  capture(pulseId?: string): Promise<CaptureDetails>;
};

/** A whole exporter with its threads in this process, begun if nothing else is said. Stopped when the test is over. */
export async function run(
  { file }: Pick<Simulated, 'file'>,
  workers: Partial<WorkerUrls> = {},
  { begin = true }: { begin?: boolean } = {},
): Promise<Running> {
  const loaded = await loadSettings(file);
  const exporter = await openExporter(loaded, { version: 'test', env: {}, workers: { ...sourceWorkers, ...workers } });
  onTestFinished(() => exporter.stop());
  const events: ExporterEvent[] = [];
  exporter.subscribe((event) => events.push(event));
  if (begin) await exporter.begin();
  return {
    exporter,
    events,
    next: (type, fits = () => true) =>
      new Promise((resolve) => {
        let stop = () => {};
        stop = exporter.subscribe((event) => {
          if (!isOf(event, type) || !fits(event)) return;
          stop();
          resolve(event);
        });
      }),
    async capture(pulseId) {
      const { captureId } = await (pulseId === undefined
        ? exporter.captureNow({ waitForEnd: true })
        : exporter.capturePulse({ pulseId, waitForEnd: true }));
      return exporter.getCapture({ captureId });
    },
  };
}

function isOf<T extends keyof Events>(event: ExporterEvent, type: T): event is Extract<ExporterEvent, { type: T }> & Events[T] {
  return event.type === type;
}
