import { Switch } from '@blueprintjs/core';
import { localKeys, previewKeys, shortcuts } from '../keys/shortcuts.ts';
import { switchKeys, useKeysSwitch } from '../keys/switched.ts';

export function KeysPanel() {
  const isOn = useKeysSwitch((store) => store.isOn);
  return (
    <section className="panel" aria-label="Keys">
      <header>
        <h2>Keys</h2>
        <span className="soft small">never while you type in a field</span>
        <span className="grow" />
        <Switch label="One-letter keys" checked={isOn} onChange={({ currentTarget }) => switchKeys(currentTarget.checked)} />
      </header>
      <dl className="body keys">
        {[...shortcuts, ...localKeys, ...previewKeys].map(({ keys, says }) => (
          <div key={says}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
