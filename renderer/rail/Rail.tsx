import { type ScreenName, screens, screenTitles } from '../../core/contract/screens.ts';
import type { Theme } from '../look/theme.ts';
import { useNow } from '../store/now.ts';
import { askAgain, usePersonName } from '../store/person.ts';
import { useStore } from '../store/store.ts';
import { RunningMark } from '../test-capture/RunningMark.tsx';
import { icons } from './icons.ts';
import './rail.css';

type RailProps = { screen: ScreenName; theme: Theme; onScreen(screen: ScreenName): void; onTheme(theme: Theme): void };

export function Rail({ screen, theme, onScreen, onTheme }: RailProps) {
  const now = new Date(useNow()).toISOString();
  const uploads = useStore(({ exporter }) => exporter.uploads);
  const personName = usePersonName();
  const inGroup = useStore(({ exporter }) => exporter.group !== null);
  const open = uploads === null ? 0 : uploads.queued + uploads.waiting;
  return (
    <nav className="rail" aria-label="Screens">
      <h1 className="only-heard">{screenTitles[screen]}</h1>
      {screens
        .filter((name) => (name !== 'group' || inGroup) && (name !== 'uploads' || uploads !== null))
        .map((name) => (
          <button
            key={name}
            type="button"
            className="item"
            {...(name === screen && { 'aria-current': 'page' as const })}
            onClick={() => onScreen(name)}
          >
            <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden>
              <path d={icons[name]} />
            </svg>
            {screenTitles[name]}
            {name === 'uploads' && open > 0 && <span className="count">{open}</span>}
            {name === 'test' && <RunningMark />}
          </button>
        ))}
      <span className="grow" />
      <button type="button" className="theme cut" title="Whoever gives commands at this screen" onClick={askAgain}>
        {personName ?? 'Who are you?'}
      </button>
      <button type="button" className="theme" onClick={() => onTheme(theme === 'dark' ? 'light' : 'dark')}>
        {theme === 'dark' ? 'Light theme' : 'Dark theme'}
      </button>
      <span className="caption">
        {now.slice(11, 19)} UTC
        <br />
        {now.slice(0, 10)}
      </span>
    </nav>
  );
}
