import { readFile } from 'node:fs/promises';
import { systemClock } from '../clock.ts';
import type { ManifestFacts } from '../contract/manifest.ts';
import { counted } from '../contract/words.ts';
import { resolveGatewaySecrets } from '../settings/gateway-secrets.ts';
import type { LoadedSettings } from '../settings/load-settings.ts';
import type { Setup } from '../settings/schema.ts';
import { resolveGroupKey, resolveSecrets } from '../settings/secrets.ts';
import { askManifest } from '../upload/ask-manifest.ts';
import { judgedOfSettings } from '../upload/check-manifest.ts';
import { createGateway } from '../upload/client.ts';
import { manifestFacts } from '../upload/manifest-facts.ts';
import { countsText, fromLeader, roleText, sourcesText } from './header.ts';
import { line } from './reasons.ts';

/** 1 where the Gateway would refuse a channel, or could not be asked. `json` is one line for programs. */
export type CheckEnd = { exitCode: 0 | 1; text: string; json: string };

/**
 * What settings hold that were found right, and which channels their Gateway would take. Rejects with BAD_SETTINGS where a secret or certificate they point to
 * is not to be had. Connects to the Gateway only.
 */
export async function checkSettingsFile(loaded: LoadedSettings, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<CheckEnd> {
  const { settings, setup, file, dataFolder, journalFile, warnings } = loaded;
  if (setup !== null) await resolveSecrets({ setup, file }, env, readFile);
  await resolveGroupKey(settings.group, file, env, readFile);
  const manifest = setup === null ? null : await manifestOf(setup, file, env, signal);
  const role = roleText(settings);
  const text = [
    `${file ?? 'The simulated facility'}: nothing is wrong with these settings.`,
    ...(role === null ? [] : [`  ${role}`]),
    ...(setup === null ? followerLines : setupLines(setup)),
    `  files to ${dataFolder}, journal ${journalFile}`,
    ...manifestText(manifest),
    endText(setup, manifest),
  ].join('\n');
  const channels = setup?.devices.reduce((sum, device) => sum + device.channels.length, 0) ?? null;
  const counts = { devices: setup?.devices.length ?? null, channels };
  const json = { file, name: settings.name, role: settings.group?.role ?? 'alone', ...counts, dataFolder, journalFile, warnings, manifest };
  const isFine = manifest === null || (manifest.state === 'current' && manifest.refused === 0);
  return { exitCode: isFine ? 0 : 1, text, json: JSON.stringify(json) };
}

async function manifestOf(
  { gateway: settings, devices }: Setup,
  file: string | null,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<ManifestFacts | null> {
  if (settings === undefined) return null;
  const gateway = createGateway(settings, await resolveGatewaySecrets({ gateway: settings, file }, env, readFile), { env });
  try {
    const channels = devices.flatMap((device) => device.channels.map((channel) => judgedOfSettings(channel)));
    return manifestFacts(new URL(settings.url).host, await askManifest(gateway, systemClock, signal), channels, undefined, channels.length);
  } finally {
    await gateway.close();
  }
}

const followerLines = [`  ${fromLeader}`, "  which channels the Gateway would take, a check of the leader's settings tells"];

function setupLines({ devices, sources, pulseSource, gateway }: Setup): string[] {
  const channels = devices.flatMap((device) => device.channels);
  const topics = new Set(channels.flatMap(({ source }) => (source.kind === 'kafka' ? [source.topic] : [])));
  const pvs = new Set(channels.flatMap(({ source }) => (source.kind === 'archiver' ? [source.pv] : [])));
  return [
    `  ${countsText({ devices })}, on ${counted(topics.size, 'topic')} and ${counted(pvs.size, 'PV')}`,
    `  from ${sourcesText(sources) || 'a simulated facility'}`,
    `  pulses from ${pulsesText(pulseSource)}`,
    gateway === undefined ? '  files are not uploaded: no gateway is named' : `  files are uploaded to ${gateway.url}`,
  ];
}

function pulsesText(source: Setup['pulseSource']): string {
  switch (source.kind) {
    case 'kafka':
      return `topic ${source.topic}${source.sourceName === undefined ? '' : `, source ${source.sourceName}`}`;
    case 'archiver':
      return `PV ${source.pv}`;
    case 'simulation':
      return 'the simulated facility';
  }
}

function manifestText(manifest: ManifestFacts | null): string[] {
  if (manifest === null) return [];
  const { sentence, failure, findings, id, channelsKnown } = manifest;
  if (failure !== null) return [`  ${sentence} [${failure.code}]`];
  const which = `by the Gateway's manifest${id === null ? '' : ` ${id}`} of ${counted(channelsKnown, 'channel')}`;
  return [`  ${which}: ${sentence}`, ...findings.map((finding) => line(finding.answer, finding.sentence))];
}

function endText(setup: Setup | null, manifest: ManifestFacts | null): string {
  const connected = manifest === null ? 'Nothing was connected to.' : 'Nothing was connected to but the Gateway.';
  return setup === null ? connected : `${connected} Whether every topic and PV is there, one pulse tells: --pulses 1.`;
}
