import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ByteRoutes } from '../byte-routes.ts';
import type { Door } from '../serve/door.ts';
import { serve } from '../serve/serve.ts';
import { newToken } from '../serve/token.ts';

const pageFolder = new URL('../../out/renderer/', import.meta.url);
const setup = new URL('../../main/setup/ready.mjs', import.meta.url);

/**
 * Builds the screens where they are missing or older than their sources; a program that came without these has them built. npm tells the script that makes
 * `npm run exporter` ready nothing of the options, so that it is done here. What is said goes to standard error, for standard output may be JSON.
 */
export async function readyScreens(): Promise<void> {
  if (!existsSync(setup)) return;
  const child = spawn(process.execPath, [fileURLToPath(setup), 'screens'], { stdio: ['ignore', 2, 2] });
  await new Promise<void>((resolve) => {
    child.once('error', () => resolve()); // it is said below that there are none
    child.once('close', () => resolve());
  });
}

/** Served to browsers of this machine until the stop that it answers. */
export type Screens = { sentence: string; stop(): Promise<void> };

/** Rejects with ADDRESS_IN_USE. Without built screens there is only the sentence. */
export async function openScreens(door: Door & { bytes: ByteRoutes }, port: number): Promise<Screens> {
  if (!existsSync(new URL('index.html', pageFolder)))
    return { sentence: 'No screens: they are not built ("npm run build" does it).', stop: async () => undefined };
  const served = await serve(door, { port, token: newToken(), pageFolder: fileURLToPath(pageFolder), routes: door.bytes });
  return { sentence: `Screens: ${served.url}`, stop: served.stop };
}
