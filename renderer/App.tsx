import { useState } from 'react';
import { TopBar } from './bar/TopBar.tsx';
import { LineNotice } from './line/LineNotice.tsx';
import { useTheme } from './look/theme.ts';
import { PulsesScreen } from './pulses/PulsesScreen.tsx';
import { Rail } from './rail/Rail.tsx';
import type { ScreenName } from './rail/screens.ts';
import { useStore } from './store/store.ts';
import './look/tokens.css';
import './look/base.css';
import './look/controls.css';
import './app.css';

export function App() {
  const [theme, setTheme] = useTheme();
  const [screen, setScreen] = useState<ScreenName>('pulses');
  const known = useStore((store) => store.known);
  if (!known) return <LineNotice />;
  return (
    <div className="app">
      <TopBar />
      <Rail screen={screen} theme={theme} onScreen={setScreen} onTheme={setTheme} />
      <PulsesScreen theme={theme} />
      <LineNotice />
    </div>
  );
}
