import { Button } from '@blueprintjs/core';
import { TrendsView } from '../trends/TrendsView.tsx';
import { usePreviewKeys } from './use-preview-keys.ts';

const nothing = () => undefined;

export function TrendsScreen({ channel, onBack }: { channel: string | null; onBack(): void }) {
  usePreviewKeys({ previous: nothing, next: nothing, back: onBack, compare: nothing, live: nothing, exportSheet: nothing });
  return (
    <main className="screen preview-screen one">
      <section className="panel preview-head" aria-label="Trends">
        <Button size="small" onClick={onBack}>
          ‹ Back to the pulse
        </Button>
        <h1>Trends</h1>
      </section>
      <TrendsView channel={channel} />
    </main>
  );
}
