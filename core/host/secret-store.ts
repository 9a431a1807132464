import { ExporterError } from '../contract/errors.ts';
import type { SecretsFacts } from '../contract/settings.ts';

/** Secrets that the program around an exporter keeps, for its settings to name. */
export type SecretStore = {
  facts(): SecretsFacts;
  /** null forgets it. Rejects with NOT_ALLOWED where none can be kept. */
  keep(name: string, value: string | null): Promise<void>;
};

const sentence =
  'This program keeps no secrets itself: the settings name an environment variable that is set before the start, or a file that only this user may read.';

/** Of a program without a keyring: one on a server, or one whose screens are in a browser. */
export const noSecretStore: SecretStore = {
  facts: () => ({ names: [], canKeep: false, sentence }),
  async keep() {
    throw new ExporterError('NOT_ALLOWED', sentence);
  },
};
