import { Button } from '@blueprintjs/core';
import { FirstRun } from '../first-run/FirstRun.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import type { ScreenProps } from '../route/screen-props.ts';
import { ApplyBar } from './ApplyBar.tsx';
import { changesIn, useDraft } from './draft.ts';
import { JsonSection } from './JsonSection.tsx';
import { useChecked, useLoaded } from './load.ts';
import { valueAt } from './paths.ts';
import { sectionOf } from './problems.ts';
import { SectionView } from './SectionView.tsx';
import { type SectionName, sections } from './sections.ts';
import './settings.css';

export function SettingsScreen(props: ScreenProps) {
  return props.open === 'first-run' ? <FirstRun /> : <Settings {...props} />;
}

function Settings({ open }: ScreenProps) {
  useLoaded();
  useChecked();
  const { facts, draft, trouble } = useDraft();
  const section = sections.find(({ name }) => name === open) ?? sections[0];
  if (section === undefined || facts === null)
    return (
      <main className="screen settings-screen">
        <section className="panel" aria-label="Settings">
          <div className="empty">{trouble === null ? 'Asking the exporter for its settings.' : <Trouble sentence={trouble} />}</div>
        </section>
      </main>
    );
  const isFollowers = valueAt(draft, 'group.role') === 'follower' && valueAt(draft, 'sources') === undefined;
  return (
    <main className="screen settings-screen">
      <section className="panel" aria-label="Settings">
        <header>
          <h2>Settings</h2>
          <span className="soft cut" title={facts.where}>
            {facts.settings === null ? 'None are kept: the simulated facility runs.' : `Kept in ${facts.where}`}
          </span>
          <span className="grow" />
          <Button size="small" onClick={() => go('settings', 'first-run')}>
            First run…
          </Button>
        </header>
        {draft === null ? (
          <Simulated />
        ) : (
          <div className="settings-body">
            <SectionRail current={section.name} isFollowers={isFollowers} />
            <div className="settings-section">
              <h3>{section.title}</h3>
              {section.name === 'json' ? <JsonSection /> : <SectionView key={section.name} section={section} isFollowers={isFollowers} />}
            </div>
          </div>
        )}
        <footer>
          <Trouble sentence={trouble} />
          <ApplyBar />
        </footer>
      </section>
    </main>
  );
}

function Simulated() {
  return (
    <div className="empty">
      <p>
        This is the simulated facility: 150 devices that are invented, and a Gateway that forgets its records when the program ends. It has
        no settings to change.
      </p>
      <p className="in-row centred">
        <Button intent="primary" onClick={() => go('settings', 'first-run')}>
          Connect a facility…
        </Button>
      </p>
    </div>
  );
}

/** Marks say where something is changed or wrong. */
function SectionRail({ current, isFollowers }: { current: SectionName; isFollowers: boolean }) {
  const check = useDraft((store) => store.check);
  const { facts, draft, broken } = useDraft();
  const changed = new Set(changesIn({ facts, draft }).map((path) => sectionOf(path, sections)));
  const wrong = new Set((check?.problems ?? []).map(({ path }) => sectionOf(path, sections)));
  if (broken !== null) wrong.add('json');
  return (
    <nav className="settings-rail" aria-label="Sections of the settings">
      {sections.map(({ name, title, ofLeader }) => (
        <button
          key={name}
          type="button"
          {...(name === current && { 'aria-current': 'true' as const })}
          onClick={() => go('settings', name)}
        >
          <span className="cut">{title}</span>
          {wrong.has(name) ? (
            <span className="wrong small">wrong</span>
          ) : (
            <span className="small soft">{changed.has(name) ? 'changed' : isFollowers && ofLeader ? 'leader’s' : ''}</span>
          )}
        </button>
      ))}
    </nav>
  );
}
