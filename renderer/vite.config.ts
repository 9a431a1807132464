import react from '@vitejs/plugin-react';
import { build, defineConfig, type Plugin } from 'vite';

const target = 'es2024';

/** One page for Electron's window and for browsers; nothing in it knows which. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), framePage()],
  build: { outDir: '../out/renderer', emptyOutDir: true, target, chunkSizeWarningLimit: 2000, reportCompressedSize: false },
});

/** The explorer's frame is a page apart, with all it needs in a folder of its own: its policy is another one, and it shares no script with the page around it. */
function framePage(): Plugin {
  let root = '';
  return {
    name: 'explorer-frame',
    apply: 'build',
    configResolved(config) {
      root = `${config.root}/frame`;
    },
    async writeBundle({ dir }) {
      const outDir = `${dir}/frame`;
      await build({
        ...{ configFile: false, root, base: './', logLevel: 'warn', plugins: [react(), plainTags()] },
        build: {
          ...{ outDir, emptyOutDir: true, target, chunkSizeWarningLimit: 2000, reportCompressedSize: false },
          cssCodeSplit: false, // a plain script would else carry its style sheet, and put it into the page as the policy forbids
          rolldownOptions: { input: `${root}/explorer.html`, output: { format: 'iife' } },
        },
      });
    },
  };
}

/** A page without an origin may load a plain script and a style sheet from anywhere; a module it may not, unless every file of it allows every origin. */
function plainTags(): Plugin {
  return {
    name: 'plain-tags',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replaceAll('type="module" crossorigin', 'defer').replaceAll('rel="stylesheet" crossorigin', 'rel="stylesheet"'),
    },
  };
}
