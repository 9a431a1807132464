import { readFile } from 'node:fs/promises';
import type { LoadedSettings } from '../settings/load-settings.ts';
import { resolveSecrets } from '../settings/secrets.ts';
import { counted } from './counted.ts';
import { countsText, sourcesText } from './header.ts';

/** What settings hold that were found right. Rejects with BAD_SETTINGS where a secret or certificate they point to is not to be had. Connects to nothing. */
export async function checkText(loaded: LoadedSettings, env: NodeJS.ProcessEnv): Promise<string> {
  await resolveSecrets(loaded, env, readFile);
  const { settings, file, dataFolder, journalFile } = loaded;
  const channels = settings.devices.flatMap((device) => device.channels);
  const topics = new Set(channels.flatMap(({ source }) => (source.kind === 'kafka' ? [source.topic] : [])));
  const pvs = new Set(channels.flatMap(({ source }) => (source.kind === 'archiver' ? [source.pv] : [])));
  return [
    `${file ?? 'The simulated facility'}: nothing is wrong with these settings.`,
    `  ${countsText(settings)}, on ${counted(topics.size, 'topic')} and ${counted(pvs.size, 'PV')}`,
    `  from ${sourcesText(settings.sources) || 'a simulated facility'}`,
    `  pulses from ${pulsesText(settings.pulseSource)}`,
    `  files to ${dataFolder}, journal ${journalFile}`,
    'Nothing was connected to. Whether every topic and PV is there, one pulse tells: --pulses 1.',
  ].join('\n');
}

function pulsesText(source: LoadedSettings['settings']['pulseSource']): string {
  switch (source.kind) {
    case 'kafka':
      return `topic ${source.topic}${source.sourceName === undefined ? '' : `, source ${source.sourceName}`}`;
    case 'archiver':
      return `PV ${source.pv}`;
    case 'simulation':
      return 'the simulated facility';
  }
}
