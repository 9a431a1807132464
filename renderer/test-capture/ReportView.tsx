import { useState } from 'react';
import { Segments } from '../parts/Segments.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { ChannelDetails } from './ChannelDetails.tsx';
import { ChannelsPanel } from './ChannelsPanel.tsx';
import { ReportHead } from './ReportHead.tsx';
import { SuggestionsPanel } from './SuggestionsPanel.tsx';
import { useReport } from './use-report.ts';

const views = ['channels', 'suggestions'] as const;

/** What one test found; live while it runs. */
export function ReportView({ testId, onRemoved }: { testId: string; onRemoved(): void }) {
  const { report, trouble } = useReport(testId);
  const [view, setView] = useState<(typeof views)[number]>('channels');
  const [chosen, setChosen] = useState<string | null>(null);
  if (report === null)
    return (
      <section className="panel" aria-label="Test">
        {trouble === null ? (
          <p className="empty looking-late">Reading what the test found…</p>
        ) : (
          <div className="body">
            <Trouble sentence={trouble} />
          </div>
        )}
      </section>
    );
  const suggestions = report.found.flatMap((channel) => channel.suggestions);
  const options = { channels: `Channels, ${report.found.length}`, suggestions: `Suggestions, ${suggestions.length}` };
  const open = view === 'channels' ? report.found.find(({ channel }) => channel === chosen) : undefined;
  const switcher = <Segments<(typeof views)[number]> label="View" options={options} value={view} onChange={setView} />;
  return (
    <div className={open === undefined ? 'test-report' : 'test-report with-details'}>
      <ReportHead report={report} trouble={trouble} onRemoved={onRemoved} />
      {view === 'channels' ? (
        <ChannelsPanel channels={report.found} current={chosen} onCurrent={setChosen} switcher={switcher} />
      ) : (
        <SuggestionsPanel report={report} switcher={switcher} />
      )}
      {open !== undefined && (
        <ChannelDetails key={open.channel} channel={open} onClose={() => setChosen(null)} onSuggestions={() => setView('suggestions')} />
      )}
    </div>
  );
}
