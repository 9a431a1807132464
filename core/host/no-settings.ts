import { ExporterError } from '../contract/errors.ts';
import type { SettingsApi } from '../contract/settings.ts';

/** Of an exporter that runs for one task, or that another exporter asks. */
export const noSettings: SettingsApi = {
  getSettings: refused,
  checkSettings: refused,
  applySettings: refused,
  undoSettings: refused,
  testConnection: refused,
  getSecrets: refused,
  keepSecret: refused,
};

async function refused(): Promise<never> {
  throw new ExporterError(
    'BAD_REQUEST',
    'The settings of this exporter are changed where it was started: in its file. Start it with screens to change them there.',
  );
}
