import { defineConfig } from 'electron-vite';
import page from './renderer/vite.config.ts';

/**
 * Electron's three sides into out/. The exporter's threads are entries of their own: main/workers.ts says where the bundle finds them. Packages stay
 * packages, for ZeroMQ and HDF5 are not JavaScript. `--mode shell`: without the page, which npm start has built already.
 */
export default defineConfig(({ mode }) => ({
  main: {
    build: {
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          index: 'main/index.ts',
          'intake-worker': 'core/intake/worker.ts',
          'hdf5-worker': 'core/hdf5/worker.ts',
          'journal-worker': 'core/journal/worker.ts',
          'gateway-worker': 'core/simulation/gateway/worker.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  // A sandboxed preload can load nothing: it is one file, in CommonJS.
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: { input: { preload: 'main/preload.ts' }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  ...(mode !== 'shell' && {
    renderer: { ...page, root: 'renderer', build: { ...page.build, rolldownOptions: { input: 'renderer/index.html' } } },
  }),
}));
