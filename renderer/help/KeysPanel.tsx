import { localKeys, shortcuts } from '../keys/shortcuts.ts';

export function KeysPanel() {
  return (
    <section className="panel" aria-label="Keys">
      <header>
        <h2>Keys</h2>
        <span className="soft small">never while you type in a field</span>
      </header>
      <dl className="body keys">
        {[...shortcuts, ...localKeys].map(({ keys, says }) => (
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
