import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** One page for Electron's window and for browsers; nothing in it knows which. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: { outDir: '../out/renderer', emptyOutDir: true, target: 'es2024', chunkSizeWarningLimit: 2000, reportCompressedSize: false },
});
