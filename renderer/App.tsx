import { useEffect } from 'react';
import type { ScreenName } from '../core/contract/screens.ts';
import { TopBar } from './bar/TopBar.tsx';
import { CapturesScreen } from './captures/CapturesScreen.tsx';
import { DevicesScreen } from './devices/DevicesScreen.tsx';
import { FilesScreen } from './explorer/FilesScreen.tsx';
import { useFirstRun } from './first-run/chosen.ts';
import { GroupScreen } from './group/GroupScreen.tsx';
import { HelpScreen } from './help/HelpScreen.tsx';
import { Shortcuts } from './keys/Shortcuts.tsx';
import { LineNotice } from './line/LineNotice.tsx';
import { useTheme } from './look/theme.ts';
import { PersonDialog } from './person/PersonDialog.tsx';
import { PreviewScreen } from './preview/PreviewScreen.tsx';
import { PulsesScreen } from './pulses/PulsesScreen.tsx';
import { Rail } from './rail/Rail.tsx';
import { go, useRoute } from './route/route.ts';
import { SettingsScreen } from './settings/SettingsScreen.tsx';
import { watchGone } from './shift/gone.ts';
import { ShiftScreen } from './shift/ShiftScreen.tsx';
import { useStore } from './store/store.ts';
import { TestScreen } from './test-capture/TestScreen.tsx';
import { UploadsScreen } from './uploads/UploadsScreen.tsx';
import './look/blueprint.css';
import './look/tokens.css';
import './look/base.css';
import './look/controls.css';
import type { ScreenProps } from './route/screen-props.ts';
import './app.css';

const shown: Readonly<Partial<Record<ScreenName, (props: ScreenProps) => React.ReactNode>>> = {
  pulses: PulsesScreen,
  captures: CapturesScreen,
  preview: PreviewScreen,
  files: FilesScreen,
  test: TestScreen,
  uploads: UploadsScreen,
  group: GroupScreen,
  help: HelpScreen,
  shift: ShiftScreen,
  devices: DevicesScreen,
  settings: SettingsScreen,
};

export function App() {
  const [theme, setTheme] = useTheme();
  const { screen, open } = useRoute();
  const known = useStore((store) => store.known);
  useEffect(() => {
    document.documentElement.classList.toggle('bp6-dark', theme === 'dark');
  }, [theme]);
  useEffect(watchGone, []);
  useFirstRun();
  if (!known) return <LineNotice />;
  const Screen = shown[screen] ?? PulsesScreen;
  return (
    <div className="app">
      <TopBar />
      <Rail screen={screen} theme={theme} onScreen={go} onTheme={setTheme} />
      <Screen theme={theme} open={open} />
      <PersonDialog />
      <Shortcuts />
      <LineNotice />
    </div>
  );
}
