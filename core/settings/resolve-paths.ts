import { resolve } from 'node:path';
import type { GatewaySettings } from './gateway.ts';
import type { OwnSettings, Setup } from './schema.ts';
import type { KafkaSettings, SecretSettings, SourcesSettings } from './sources.ts';
import type { SplitSettings } from './split.ts';

/** Paths in settings are relative to the settings file, wherever the program was started. */
export function resolvePaths({ settings, setup }: SplitSettings, folder: string): SplitSettings {
  return {
    settings: resolveOwn(settings, folder),
    setup: setup && resolveSetup(setup, folder),
  };
}

function resolveOwn(settings: OwnSettings, folder: string): OwnSettings {
  const { dataFolder, folders, journalFile, group } = settings;
  return {
    ...settings,
    dataFolder: resolve(folder, dataFolder),
    folders: folders.map((each) => resolve(folder, each)),
    ...(journalFile !== undefined && { journalFile: resolve(folder, journalFile) }),
    ...(group?.keys !== undefined && {
      group: { ...group, keys: { ...group.keys, secretKey: resolveSecret(group.keys.secretKey, folder) } },
    }),
  };
}

export function resolveSetup(setup: Setup, folder: string): Setup {
  const { sources, gateway } = setup;
  return {
    ...setup,
    sources: resolveSources(sources, folder),
    ...(gateway !== undefined && { gateway: resolveGateway(gateway, folder) }),
  };
}

function resolveGateway(gateway: GatewaySettings, folder: string): GatewaySettings {
  const { password, caFile } = gateway;
  return {
    ...gateway,
    password: resolveSecret(password, folder),
    ...(caFile !== undefined && { caFile: resolve(folder, caFile) }),
  };
}

function resolveSources(sources: SourcesSettings, folder: string): SourcesSettings {
  return { ...sources, ...(sources.kafka !== undefined && { kafka: resolveKafka(sources.kafka, folder) }) };
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
