import { useEffect } from 'react';
import { TopBar } from './bar/TopBar.tsx';
import { LineNotice } from './line/LineNotice.tsx';
import { useTheme } from './look/theme.ts';
import { PulsesScreen } from './pulses/PulsesScreen.tsx';
import { Rail } from './rail/Rail.tsx';
import { go, useRoute } from './route/route.ts';
import { useStore } from './store/store.ts';
import './look/blueprint.css';
import './look/tokens.css';
import './look/base.css';
import './look/controls.css';
import './app.css';

export function App() {
  const [theme, setTheme] = useTheme();
  const route = useRoute();
  const known = useStore((store) => store.known);
  useEffect(() => {
    document.documentElement.classList.toggle('bp6-dark', theme === 'dark');
  }, [theme]);
  if (!known) return <LineNotice />;
  return (
    <div className="app">
      <TopBar />
      <Rail screen={route.screen} theme={theme} onScreen={go} onTheme={setTheme} />
      <PulsesScreen theme={theme} />
      <LineNotice />
    </div>
  );
}
