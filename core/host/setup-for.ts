import { ExporterError } from '../contract/errors.ts';
import type { ConnectionName } from '../contract/settings.ts';
import { checkSettings } from '../settings/parse-settings.ts';
import { type Parts, partsOf } from '../settings/parts.ts';
import { badSettings } from '../settings/problem.ts';
import { resolveSetup } from '../settings/resolve-paths.ts';
import type { Setup } from '../settings/schema.ts';
import type { PulseSourceSettings, SourcesSettings } from '../settings/sources.ts';

const fixed = { kind: 'fixed', value: '' } as const;

/**
 * Of settings that may still be half written, as much as one connection needs: what else is wrong in them is no reason not to try it.
 * Throws BAD_SETTINGS with what is wrong in that part.
 */
export function setupFor(settings: unknown, connection: ConnectionName, folder: string): Setup {
  const parts = partsOf(settings);
  if (!parts.whole)
    throw new ExporterError('BAD_SETTINGS', "This is a follower's file: sources and Gateway come from its leader, and are tried there.");
  const lacking = { kafka: ['sources'], archiver: ['sources'], pulses: ['sources', 'pulseSource'], gateway: ['gateway'] } as const;
  const wrong = lacking[connection].filter((key) => parts[key] === null);
  if (wrong.length > 0) refuse(settings, wrong);
  const wanted = connection === 'kafka' || connection === 'archiver' ? connection : null;
  if (wanted !== null && parts.sources?.[wanted] === undefined && parts.sources?.simulation === undefined)
    throw new ExporterError('BAD_SETTINGS', `sources.${wanted} is not in the settings: there is nothing to connect to. Give its address.`);
  const channels = parts.channels.map(({ channel }) => channel);
  const setup: Setup = {
    sources: sourcesFor(parts.sources ?? {}, parts.pulseSource, connection),
    pulseSource: pulsesFor(parts, connection),
    schedule: { kind: 'manual' },
    settleMs: 0,
    metadata: { activeArea: fixed, activeExperiment: fixed },
    devices: channels.length === 0 ? [] : [{ name: 'All', channels }],
  };
  return resolveSetup(parts.gateway === null ? setup : { ...setup, gateway: parts.gateway }, folder);
}

/** Topics and PVs of the devices, each once. */
export function toAsk({ devices }: Setup): { topics: string[]; pvs: string[] } {
  const sources = devices.flatMap((device) => device.channels.map(({ source }) => source));
  const topics = sources.flatMap((source) => (source.kind === 'kafka' ? [source.topic] : []));
  const pvs = sources.flatMap((source) => (source.kind === 'archiver' ? [source.pv] : []));
  return { topics: [...new Set(topics)], pvs: [...new Set(pvs)] };
}

/** Only what is asked is opened, so that its secrets are the only ones that are needed. */
function sourcesFor(sources: SourcesSettings, pulseSource: PulseSourceSettings | null, connection: ConnectionName): SourcesSettings {
  const { kafka, archiver, simulation } = sources;
  if (connection === 'gateway') return {};
  if (simulation !== undefined) return { simulation };
  const wanted = connection === 'pulses' ? pulseSource?.kind : connection;
  if (wanted === 'kafka' && kafka !== undefined) return { kafka };
  return wanted === 'archiver' && archiver !== undefined ? { archiver } : {};
}

/** An intake wants one that its sources have; it is asked only where pulses are what is tried. */
function pulsesFor({ sources, pulseSource }: Parts, connection: ConnectionName): PulseSourceSettings {
  if (connection === 'pulses' && pulseSource !== null) return pulseSource;
  if (sources?.simulation !== undefined) return { kind: 'simulation' };
  return connection === 'archiver' ? { kind: 'archiver', pv: 'none' } : { kind: 'kafka', topic: 'none' };
}

function refuse(settings: unknown, keys: readonly string[]): never {
  const checked = checkSettings(settings);
  const problems = checked.ok ? [] : checked.problems.filter(({ path }) => keys.some((key) => path.startsWith(key)));
  if (problems.length > 0) throw badSettings(problems);
  throw new ExporterError('BAD_SETTINGS', `${keys.join(' and ')}: there is nothing in the settings to connect to.`);
}
