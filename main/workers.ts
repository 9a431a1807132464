import type { WorkerUrls } from '../core/open-exporter.ts';

/** Where electron.vite.config.ts puts them: beside the bundle of this file. */
export const bundledWorkers: WorkerUrls = {
  intake: new URL('./intake-worker.js', import.meta.url),
  hdf5: new URL('./hdf5-worker.js', import.meta.url),
  journal: new URL('./journal-worker.js', import.meta.url),
  gateway: new URL('./gateway-worker.js', import.meta.url),
};
