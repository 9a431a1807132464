import { resolve } from 'node:path';
import type { Settings } from './schema.ts';
import type { KafkaSettings, SecretSettings } from './sources.ts';

/** Paths in settings are relative to the settings file, wherever the program was started. */
export function resolvePaths(settings: Settings, folder: string): Settings {
  const { dataFolder, journalFile, sources } = settings;
  return {
    ...settings,
    dataFolder: resolve(folder, dataFolder),
    ...(journalFile !== undefined && { journalFile: resolve(folder, journalFile) }),
    sources: { ...sources, ...(sources.kafka !== undefined && { kafka: resolveKafka(sources.kafka, folder) }) },
  };
}

function resolveKafka(kafka: KafkaSettings, folder: string): KafkaSettings {
  const at = (file: string | undefined): string | undefined => (file === undefined ? undefined : resolve(folder, file));
  const { tls, sasl } = kafka;
  return {
    ...kafka,
    ...(tls !== undefined && { tls: { ...tls, caFile: at(tls.caFile), certFile: at(tls.certFile), keyFile: at(tls.keyFile) } }),
    ...(sasl !== undefined && { sasl: { ...sasl, password: resolveSecret(sasl.password, folder) } }),
  };
}

function resolveSecret(secret: SecretSettings, folder: string): SecretSettings {
  return 'file' in secret ? { file: resolve(folder, secret.file) } : secret;
}
