import { readFile } from 'node:fs/promises';
import { resolveGatewaySecrets } from '../settings/gateway-secrets.ts';
import type { LoadedSettings } from '../settings/load-settings.ts';
import type { Setup } from '../settings/schema.ts';
import { resolveGroupKey, resolveSecrets } from '../settings/secrets.ts';
import { counted } from './counted.ts';
import { countsText, fromLeader, roleText, sourcesText } from './header.ts';

/** What settings hold that were found right. Rejects with BAD_SETTINGS where a secret or certificate they point to is not to be had. Connects to nothing. */
export async function checkText(loaded: LoadedSettings, env: NodeJS.ProcessEnv): Promise<string> {
  const { settings, setup, file, dataFolder, journalFile } = loaded;
  if (setup !== null) await resolveSecrets({ setup, file }, env, readFile);
  if (setup?.gateway !== undefined) await resolveGatewaySecrets({ gateway: setup.gateway, file }, env, readFile);
  await resolveGroupKey(settings.group, file, env, readFile);
  const role = roleText(settings);
  return [
    `${file ?? 'The simulated facility'}: nothing is wrong with these settings.`,
    ...(role === null ? [] : [`  ${role}`]),
    ...(setup === null ? [`  ${fromLeader}`] : setupLines(setup)),
    `  files to ${dataFolder}, journal ${journalFile}`,
    setup === null
      ? 'Nothing was connected to.'
      : 'Nothing was connected to. Whether every topic and PV is there, one pulse tells: --pulses 1.',
  ].join('\n');
}

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
