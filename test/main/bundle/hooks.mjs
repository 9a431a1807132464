import { registerHooks } from 'node:module';

/** Under Node there is no Electron: its double takes its place, also where the whole of it is imported, as electron-store does. */
const double = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context)),
  load(url, context, next) {
    const loaded = next(url, context);
    return url === double ? { ...loaded, source: `${loaded.source}\nexport default { app, ipcMain, shell };\n` } : loaded;
  },
});
