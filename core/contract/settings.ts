import type { Failure } from './errors.ts';

/** At the path of the field: `devices[3].channels[0].match.toleranceMs`. */
export type SettingsProblem = { path: string; sentence: string };

export type SettingsFacts = {
  /** As JSON, as they are kept; passwords are not in it, only where they are. null: none are kept, so the simulated facility runs. */
  settings: unknown;
  /** The file, or the store, for a person. */
  where: string;
  /** Those before can be brought back. */
  canUndo: boolean;
};

export type SettingsCheck = {
  ok: boolean;
  problems: SettingsProblem[];
  /** What may be meant, and probably is not. */
  warnings: SettingsProblem[];
};

export const connectionNames = ['kafka', 'archiver', 'pulses', 'gateway'] as const;
export type ConnectionName = (typeof connectionNames)[number];

/** What was found when it was tried, or why not. */
export type ConnectionTest = { ok: boolean; sentence: string; failure: Failure | null; tookMs: number };

/** Secrets that this program keeps, for settings to name as { "env": NAME }. Their values never come back. */
export type SecretsFacts = {
  names: string[];
  canKeep: boolean;
  /** How they lie on this machine, or what to do instead. */
  sentence: string;
};

/** Of the program around the exporter: it keeps the settings, and begins the exporter anew with others. */
export type SettingsApi = {
  getSettings(request: Record<string, never>): Promise<SettingsFacts>;
  /** Connects to nothing. */
  checkSettings(request: { settings: unknown }): Promise<SettingsCheck>;
  /** What is in flight ends with what it has. null: the simulated facility. Where they can't be used the exporter goes on with those before, and BAD_SETTINGS or what was in the way is told. `onto`: those that they were made from; BUSY where somebody else has applied others since. */
  applySettings(request: { settings: unknown; onto?: unknown; by: string }): Promise<SettingsFacts>;
  /** Once back; twice is forth again. */
  undoSettings(request: { by: string }): Promise<SettingsFacts>;
  /** Opens what these settings name, asks it and closes it; the exporter goes on meanwhile. That it fails is an answer; BUSY where too many are tried. */
  testConnection(request: { settings: unknown; connection: ConnectionName }): Promise<ConnectionTest>;
  getSecrets(request: Record<string, never>): Promise<SecretsFacts>;
  /** null forgets it. The exporter takes it when it next connects; NOT_ALLOWED where none can be kept. */
  keepSecret(request: { name: string; value: string | null; by: string }): Promise<SecretsFacts>;
};
export const settingsCommands = [
  'getSettings',
  'checkSettings',
  'applySettings',
  'undoSettings',
  'testConnection',
  'getSecrets',
  'keepSecret',
] as const satisfies readonly (keyof SettingsApi)[];
