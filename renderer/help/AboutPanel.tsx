import { Button } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { SettingsFacts } from '../../core/contract/settings.ts';
import type { Theme } from '../look/theme.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';
import { placesOf } from './places.ts';

export function AboutPanel({ theme }: { theme: Theme }) {
  const { name, version, dataFolder, simulated } = useStore(({ exporter }) => exporter);
  const { facts, trouble } = useSettingsFacts();
  const { settings, journal, files } = placesOf(facts, dataFolder);
  return (
    <section className="panel" aria-label="This exporter">
      <header>
        <h2>This exporter</h2>
        <span className="grow" />
        <Button size="small" onClick={() => go('settings', 'first-run')}>
          First run again
        </Button>
      </header>
      <div className="body">
        <dl className="facts">
          <dt>Exporter</dt>
          <dd>
            {name}, version {version}
            {simulated && ', on the simulated facility'}
          </dd>
          <dt>Settings</dt>
          <dd>{settings}</dd>
          <dt>Journal</dt>
          <dd>{journal}</dd>
          <dt>Files</dt>
          <dd>{files}</dd>
          <dt>Theme</dt>
          <dd>{theme}; changed at the foot of the rail</dd>
        </dl>
        <Trouble sentence={trouble} />
      </div>
    </section>
  );
}

function useSettingsFacts(): { facts: SettingsFacts | null; trouble: string | null } {
  const ask = useAsk();
  const [found, setFound] = useState<{ facts: SettingsFacts | null; trouble: string | null }>({ facts: null, trouble: null });
  useEffect(() => {
    let isOpen = true;
    ask('getSettings', {}).then(
      (facts) => isOpen && setFound({ facts, trouble: null }),
      (error: unknown) => isOpen && setFound({ facts: null, trouble: messageOf(error) }),
    );
    return () => {
      isOpen = false;
    };
  }, [ask]);
  return found;
}
