import type { OpenedFiles } from '../explorer/opened-files.ts';
import type { RunningExporter } from '../exporter.ts';
import { openExporter, type WorkerUrls } from '../open-exporter.ts';
import type { LoadedSettings } from '../settings/load-settings.ts';
import type { Environment } from '../settings/secret-reader.ts';
import type { FaultWanted } from './option-values.ts';
import { withSimulatedGateway } from './simulated-gateway.ts';

type SimulatedOptions = { version: string; env: Environment; workers?: WorkerUrls; faults?: readonly FaultWanted[]; opened?: OpenedFiles };

/** The simulated facility with a Gateway beside it; they end together. Rejects as `openExporter` does, and then holds nothing open. */
export async function openSimulated(
  asked: LoadedSettings,
  { version, env, workers, faults = [], opened }: SimulatedOptions,
): Promise<{ exporter: RunningExporter; loaded: LoadedSettings }> {
  const simulated = await withSimulatedGateway(asked, env, faults, workers?.gateway);
  try {
    const given = { ...(workers !== undefined && { workers }), ...(opened !== undefined && { opened }) };
    const exporter = await openExporter(simulated.loaded, { version, env: simulated.env, ...given });
    return { exporter: { ...exporter, stop: () => exporter.stop().finally(simulated.stop) }, loaded: simulated.loaded };
  } catch (error) {
    await simulated.stop();
    throw error;
  }
}
