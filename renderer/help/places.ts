import type { SettingsFacts } from '../../core/contract/settings.ts';

export type Places = { settings: string; journal: string; files: string };

/** Where things of this exporter are, on its own machine. null: the settings have not been told yet. */
export function placesOf(facts: SettingsFacts | null, dataFolder: string): Places {
  if (facts === null) return { settings: '', journal: '', files: dataFolder };
  const named = journalOf(facts.settings);
  if (facts.settings === null)
    return {
      settings: `none yet; what is set here is kept in ${facts.where}`,
      journal: `${dataFolder}.journal.sqlite`,
      files: dataFolder,
    };
  return { settings: facts.where, journal: named ?? 'beside the settings: the same name with .journal.sqlite', files: dataFolder };
}

function journalOf(settings: unknown): string | null {
  if (typeof settings !== 'object' || settings === null || !('journalFile' in settings)) return null;
  return typeof settings.journalFile === 'string' ? settings.journalFile : null;
}
