import { create } from 'zustand';
import type { SettingsCheck, SettingsFacts } from '../../core/contract/settings.ts';
import { changesOf, rebased } from './changes.ts';

export type Drafting = {
  /** null until they have come. */
  facts: SettingsFacts | null;
  /** What they would be; kept while other screens are looked at. */
  draft: unknown;
  /** The JSON as it is being typed: not written anew under the hand. */
  typed: string | null;
  /** It is no JSON yet. */
  broken: string | null;
  check: SettingsCheck | null;
  /** What it is of: a draft before this one, while somebody types. */
  checked: unknown;
  /** They could not be had, or not be applied. */
  trouble: string | null;
};

/** Of this page only: nothing of it is sent before it is applied, but to be checked. */
export const useDraft = create<Drafting>()(() => ({
  facts: null,
  draft: null,
  typed: null,
  broken: null,
  check: null,
  checked: null,
  trouble: null,
}));

/** What was changed here stays changed. */
export function tookFacts(facts: SettingsFacts): void {
  useDraft.setState(({ facts: before, draft, typed, broken }) => ({
    facts,
    typed: broken === null ? null : typed,
    draft: before === null ? facts.settings : rebased(draft, before.settings, facts.settings),
  }));
}

/** As they are now: what was changed here is applied, or not wanted any more. */
export function beganAnew(facts: SettingsFacts): void {
  useDraft.setState({ facts, draft: facts.settings, typed: null, broken: null, check: null, trouble: null });
}

export function edit(draft: unknown): void {
  useDraft.setState({ draft, typed: null, broken: null });
}

/** Typed: it becomes the draft once it is JSON. */
export function typedJson(text: string): void {
  const settings = parsed(text);
  if (settings === undefined) useDraft.setState({ typed: text, broken: text });
  else useDraft.setState({ draft: settings, typed: text, broken: null });
}

export function changesIn({ facts, draft }: Pick<Drafting, 'facts' | 'draft'>): string[] {
  return facts === null ? [] : changesOf(facts.settings, draft);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // said at the text
  }
}
