import type { ScreenProps } from '../route/screen-props.ts';
import { AboutPanel } from './AboutPanel.tsx';
import { KeysPanel } from './KeysPanel.tsx';
import { MeaningPanel } from './MeaningPanel.tsx';
import { SupportPanel } from './SupportPanel.tsx';
import './help.css';

/** What the marks mean and what to do, the keys, where things are, and one file for whoever helps from afar. */
export function HelpScreen({ theme }: ScreenProps) {
  return (
    <main className="screen help-screen">
      <MeaningPanel />
      <div className="help-side">
        <SupportPanel />
        <AboutPanel theme={theme} />
        <KeysPanel />
      </div>
    </main>
  );
}
