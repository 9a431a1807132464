import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { Suggestion, TestReport } from '../../core/contract/test-capture.ts';
import { useEditing } from '../devices/add/editing.ts';
import { ScrollPlace } from '../parts/ScrollPlace.tsx';
import { counted } from '../words/numbers.ts';
import { AppliedNote } from './AppliedNote.tsx';
import { ApplyDialog } from './ApplyDialog.tsx';
import { keyOf, kindsOf, suggestionsJson, whyNotApplied } from './apply.ts';
import { toggled } from './choices.ts';
import { SuggestionTable } from './SuggestionTable.tsx';
import { UnknownSources } from './UnknownSources.tsx';
import { fieldTitles, isRunning } from './words.ts';

/** Which settings would be right, and why; those that a person chooses are put there. */
export function SuggestionsPanel({ report, switcher }: { report: TestReport; switcher: React.ReactNode }) {
  const editing = useEditing();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isApplying, setIsApplying] = useState(false);
  const all = report.found.filter(({ captured }) => captured !== null).flatMap(({ suggestions }) => suggestions);
  const unknown = report.found.filter(({ captured }) => captured === null);
  const picked = all.filter((each) => chosen.includes(keyOf(each)));
  const away = editing.isKnown ? whyNotApplied(editing.settings, isRunning(report)) : editing.hindrance;
  const hindrance = away ?? (picked.length === 0 ? 'Choose some first.' : null);
  return (
    <section className="panel test-suggestions" aria-label="Suggestions">
      <header>
        {switcher}
        <span className="grow" />
        <span className="soft small" role="status">
          {picked.length} of {all.length} chosen
        </span>
        <CopyJson suggestions={picked.length === 0 ? all : picked} />
        <Button size="small" intent="primary" disabled={hindrance !== null} title={hindrance ?? ''} onClick={() => setIsApplying(true)}>
          Preview and apply…
        </Button>
      </header>
      <AppliedNote testId={report.testId} onUndone={editing.renew} />
      {away !== null && <p className="small soft test-note">{away}</p>}
      {all.length > 0 && (
        <p className="in-row small test-note">
          <span className="soft">Choose</span>
          {kindsOf(all).map(({ field, keys }) => (
            <button key={field} type="button" className="link" onClick={() => setChosen(toggled(chosen, keys))}>
              {keys.every((key) => chosen.includes(key)) ? 'no' : 'all'} {fieldTitles[field].toLowerCase()}, {keys.length}
            </button>
          ))}
          <button type="button" className="link" onClick={() => setChosen(picked.length === all.length ? [] : all.map(keyOf))}>
            {picked.length === all.length ? 'none' : 'all'}
          </button>
        </p>
      )}
      <ScrollPlace className="body flush" label="Suggested settings">
        {all.length === 0 && (
          <p className="empty">
            {isRunning(report)
              ? 'Suggestions come with the readings they rest on: more pulses make them surer.'
              : 'No other settings are suggested: those there are fit what came.'}
          </p>
        )}
        {all.length > 0 && <SuggestionTable suggestions={all} chosen={chosen} onToggle={(key) => setChosen(toggled(chosen, [key]))} />}
        {unknown.length > 0 && <UnknownSources channels={unknown} editing={editing} />}
      </ScrollPlace>
      {isApplying && (
        <ApplyDialog
          suggestions={picked}
          settings={editing.settings}
          testId={report.testId}
          onClose={(applied) => {
            setIsApplying(false);
            if (!applied) return;
            setChosen([]);
            editing.renew();
          }}
        />
      )}
    </section>
  );
}

function CopyJson({ suggestions }: { suggestions: readonly Suggestion[] }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    await navigator.clipboard.writeText(suggestionsJson(suggestions));
    setSaid(`${counted(suggestions.length, 'suggestion')} copied`);
  };
  return (
    <>
      <span className="soft small" role="status">
        {said}
      </span>
      <Button
        size="small"
        disabled={suggestions.length === 0}
        title={suggestions.length === 0 ? 'There is none.' : ''}
        onClick={() => void copy().catch(() => setSaid('This browser does not let a page copy.'))}
      >
        Copy JSON
      </Button>
    </>
  );
}
