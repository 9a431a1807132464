import type { RunningExporter } from '../exporter.ts';
import { openExporter, type WorkerUrls } from '../open-exporter.ts';
import type { LoadedSettings } from '../settings/load-settings.ts';
import type { Environment } from '../settings/secret-reader.ts';
import type { FaultWanted } from './option-values.ts';
import { withSimulatedGateway } from './simulated-gateway.ts';

type SimulatedOptions = { version: string; env: Environment; workers?: WorkerUrls; faults?: readonly FaultWanted[] };

/** The simulated facility with a Gateway beside it; they end together. Rejects as `openExporter` does, and then holds nothing open. */
export async function openSimulated(
  asked: LoadedSettings,
  { version, env, workers, faults = [] }: SimulatedOptions,
): Promise<{ exporter: RunningExporter; loaded: LoadedSettings }> {
  const simulated = await withSimulatedGateway(asked, env, faults, workers?.gateway);
  try {
    const exporter = await openExporter(simulated.loaded, { version, env: simulated.env, ...(workers !== undefined && { workers }) });
    return { exporter: { ...exporter, stop: () => exporter.stop().finally(simulated.stop) }, loaded: simulated.loaded };
  } catch (error) {
    await simulated.stop();
    throw error;
  }
}
