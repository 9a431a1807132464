import { valueAt } from './known-keys.ts';
import { type Problem, pathText, problem } from './problem.ts';
import { followerSettingsSchema, type OwnSettings, type Settings, type Setup, settingsSchema, setupSchema } from './schema.ts';

/** `setup` is null for a follower, which has it from its leader. */
export type SplitSettings = { settings: OwnSettings; setup: Setup | null };

const keys = Object.entries(setupSchema.shape).map(([key, schema]) => ({ key, needed: !schema.safeParse(undefined).success }));

const whole = settingsSchema.transform(splitSettings);
const followers = followerSettingsSchema.transform((settings): SplitSettings => ({ settings, setup: null }));

/** Without any key of the setup; every other file holds all of it, so that its exporter may lead. */
export function isFollowersFile(input: unknown): boolean {
  return roleIn(input) === 'follower' && given(input).length === 0;
}

export function schemaFor(input: unknown) {
  return isFollowersFile(input) ? followers : whole;
}

function splitSettings(settings: Settings): SplitSettings {
  const { sources, pulseSource, schedule, settleMs, metadata, devices, gateway, ...own } = settings;
  const setup = { sources, pulseSource, schedule, settleMs, metadata, devices };
  return { settings: own, setup: gateway === undefined ? setup : { ...setup, gateway } };
}

/** Of a group's file that is only half a setup: one sentence instead of one for each key that is missing. */
export function withWhy(input: unknown, problems: readonly Problem[]): Problem[] {
  const role = roleIn(input);
  const missing = keys.filter(({ key, needed }) => needed && valueAt(input, key) === undefined).map(({ key }) => key);
  if (missing.length === 0 || typeof role !== 'string' || isFollowersFile(input)) return [...problems];
  const paths = new Set(missing.map((key) => pathText([key])));
  return [problem(['group', 'role'], sentenceFor(role, missing, given(input))), ...problems.filter(({ path }) => !paths.has(path))];
}

function sentenceFor(role: string, missing: readonly string[], there: readonly string[]): string {
  const lacks = `${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`;
  switch (role) {
    case 'leader':
      return `A leader gives its followers their devices and sources: ${lacks}. Add what is missing; only a follower's file goes without.`;
    case 'follower':
      return `A follower has its whole setup from its leader, or here, if it may lead: ${lacks}. Add what is missing, or take out ${listed(there)}.`;
    default:
      return `An exporter that is alone has nobody to give it devices and sources: ${lacks}. Add what is missing; only a follower's file goes without.`;
  }
}

function roleIn(input: unknown): unknown {
  return valueAt(valueAt(input, 'group'), 'role');
}

function given(input: unknown): string[] {
  return keys.map(({ key }) => key).filter((key) => valueAt(input, key) !== undefined);
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
