import { isRecord } from '../../core/contract/is-record.ts';
import type { SuggestedField, Suggestion } from '../../core/contract/test-capture.ts';
import { valueAt, withValue } from '../settings/paths.ts';

export type Change = { path: string; suggestion: Suggestion; before: unknown };
/** `strange`: of channels that the settings do not have (any more). */
export type Patched = { settings: unknown; changes: Change[]; strange: Suggestion[] };

const places: Readonly<Record<SuggestedField, string>> = {
  match: 'match',
  settleMs: 'settleMs',
  clockOffsetMs: 'clockOffsetMs',
  type: 'type',
  dimensionOrder: 'source.dimensionOrder',
};

/** The settings with what is suggested; these themselves stay as they are, and so does all that nothing was suggested of. */
export function withSuggestions(settings: unknown, suggestions: readonly Suggestion[]): Patched {
  const paths = channelPaths(settings);
  const [changes, strange]: [Change[], Suggestion[]] = [[], []];
  let patched = settings;
  for (const suggestion of suggestions) {
    const channel = paths.get(suggestion.channel);
    if (channel === undefined) {
      strange.push(suggestion);
      continue;
    }
    const path = `${channel}.${places[suggestion.field]}`;
    changes.push({ path, suggestion, before: valueAt(settings, path) ?? null });
    patched = withValue(patched, path, suggestion.value);
  }
  return { settings: patched, changes, strange };
}

/** Of each channel by its name: `devices[3].channels[0]`. */
function channelPaths(settings: unknown): Map<string, string> {
  const paths = new Map<string, string>();
  const devices = valueAt(settings, 'devices');
  if (!Array.isArray(devices)) return paths;
  devices.forEach((device: unknown, at) => {
    const channels = isRecord(device) ? device['channels'] : undefined;
    if (!Array.isArray(channels)) return;
    channels.forEach((channel: unknown, index) => {
      if (isRecord(channel) && typeof channel['name'] === 'string') paths.set(channel['name'], `devices[${at}].channels[${index}]`);
    });
  });
  return paths;
}

/** Why none can be put into the settings of this exporter; null where they can. */
export function whyNotApplied(settings: unknown, isRunning: boolean): string | null {
  if (settings === null) return 'This is the simulated facility: it keeps no settings. Copy them as JSON for an exporter that does.';
  if (!Array.isArray(valueAt(settings, 'devices')))
    return 'This exporter has its devices from its leader: copy them as JSON, and apply them there.';
  return isRunning ? 'Applying begins the exporter anew: wait for the end of the test, or stop it.' : null;
}

/** To be taken elsewhere, or to be talked about. */
export function suggestionsJson(suggestions: readonly Suggestion[]): string {
  return `${JSON.stringify(suggestions, null, 2)}\n`;
}

/** Two of the same channel and field do not stand beside each other. */
export function keyOf({ channel, field }: Suggestion): string {
  return `${channel}\n${field}`;
}

/** Fields that something is suggested of, and what of each. */
export function kindsOf(suggestions: readonly Suggestion[]): { field: SuggestedField; keys: string[] }[] {
  return [...Map.groupBy(suggestions, ({ field }) => field)].map(([field, of]) => ({ field, keys: of.map(keyOf) }));
}
