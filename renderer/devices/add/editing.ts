import { useEffect, useState } from 'react';
import { messageOf } from '../../../core/contract/errors.ts';
import type { SettingsFacts } from '../../../core/contract/settings.ts';
import { useAsk } from '../../store/ask.ts';
import { useStore } from '../../store/store.ts';
import { devicesIn } from './settings-devices.ts';

export type Editing = {
  settings: unknown;
  /** Whether they came: null is then the simulated facility. */
  isKnown: boolean;
  hindrance: string | null;
  renew(): void;
};

/** The settings that devices are added to, or why none can be. */
export function useEditing(): Editing {
  const ask = useAsk();
  const setup = useStore(({ exporter }) => exporter.setup);
  const [turn, setTurn] = useState(0);
  const [found, setFound] = useState<Omit<Editing, 'renew'>>({
    settings: null,
    isKnown: false,
    hindrance: 'Asking for the settings.',
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn, and another setup, ask anew
  useEffect(() => {
    let isWanted = true;
    ask('getSettings', {}).then(
      (facts) => isWanted && setFound({ settings: facts.settings, isKnown: true, hindrance: hindranceOf(facts) }),
      (error: unknown) => isWanted && setFound({ settings: null, isKnown: false, hindrance: messageOf(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [ask, turn, setup]);
  return { ...found, renew: () => setTurn((before) => before + 1) };
}

export function hindranceOf({ settings }: Pick<SettingsFacts, 'settings'>): string | null {
  if (settings === null) return 'This is the simulated facility. Devices can be added once real sources are connected: see Settings.';
  if (devicesIn(settings) === null) return 'This exporter has its devices from its leader: add them there.';
  return null;
}
