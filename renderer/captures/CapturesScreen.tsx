import { Button } from '@blueprintjs/core';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { CaptureSearch } from '../../core/contract/captures-search.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import type { ScreenProps } from '../route/screen-props.ts';
import { counted } from '../words/numbers.ts';
import { CaptureDetailsView } from './CaptureDetailsView.tsx';
import { CaptureTable } from './CaptureTable.tsx';
import { ExportLine } from './ExportLine.tsx';
import { setFilter, useFilter } from './filter.ts';
import { noFilter, queryOf } from './query.ts';
import { rowsMost } from './rows.ts';
import { SearchForm } from './SearchForm.tsx';
import { type CaptureList, useCaptureList } from './use-capture-list.ts';
import './captures.css';

const everything: CaptureSearch = {};

export function CapturesScreen({ open }: ScreenProps) {
  const { filter } = useFilter();
  const query = useMemo(() => queryOf(filter), [filter]);
  const [last, setLast] = useState(everything);
  if (query.ok && query.search !== last) setLast(query.search);
  const search = useDeferredValue(query.ok ? query.search : last); // what is wrong finds nothing new
  const list = useCaptureList(search);
  const { rows } = list.found;
  const place = useRef<HTMLDivElement>(null);

  function jump(): void {
    list.takeFresh();
    if (place.current !== null) place.current.scrollTop = 0;
  }

  return (
    <main className="screen captures-screen">
      <section className="panel" aria-label="Captures">
        <header>
          <h2>Captures</h2>
          <span className="soft nowrap" aria-live="polite">
            {countWords(list)}
          </span>
          {list.fresh.length > 0 && (
            <button type="button" className="link small nowrap" onClick={jump}>
              {counted(list.fresh.length, 'new capture')}
            </button>
          )}
          <span className="grow" />
          <Button size="small" disabled={filter === noFilter} {...titled(filter === noFilter)} onClick={() => setFilter(noFilter)}>
            Show all
          </Button>
        </header>
        <SearchForm filter={filter} onFilter={setFilter} query={query} />
        {rows.length === 0 && list.fresh.length === 0 ? (
          <div className="empty">
            <p>{emptyWords(list, Object.keys(search).length === 0)}</p>
            {list.state === 'failed' && (
              <>
                <Trouble sentence={list.trouble} />
                <button type="button" className="link" onClick={list.again}>
                  Ask again
                </button>
              </>
            )}
          </div>
        ) : (
          <CaptureTable place={place} list={list} open={open} onOpen={(captureId) => go('captures', captureId)} />
        )}
        <footer className="in-row">
          {rows.length >= rowsMost && <span className="caption">Older ones are found by a time.</span>}
          {rows.length > 0 && list.state === 'failed' && (
            <>
              <Trouble sentence={list.trouble} />
              <button type="button" className="link small nowrap" onClick={list.more}>
                Ask again
              </button>
            </>
          )}
          <span className="grow" />
          <ExportLine search={query.ok ? query.search : null} />
        </footer>
      </section>
      {open === null ? (
        <section className="panel" aria-label="No capture is open">
          <p className="empty">Choose a capture on the left to see what became of each channel, its file, and what the Gateway answered.</p>
        </section>
      ) : (
        <CaptureDetailsView key={open} captureId={open} />
      )}
    </main>
  );
}

function titled(isEverything: boolean): { title?: string } {
  return isEverything ? { title: 'Nothing is searched for: all are shown' } : {};
}

function countWords({ found: { rows, before, total }, state }: CaptureList): string {
  if (total !== null) return counted(total, 'capture', 'captures');
  if (before === null && state === 'here') return `${counted(rows.length, 'capture')} found`;
  return rows.length === 0 ? '' : `${counted(rows.length, 'capture')} found so far`;
}

function emptyWords({ state }: CaptureList, isEverything: boolean): string {
  if (state === 'failed') return 'The journal could not be asked.';
  if (state === 'looking') return 'Looking in the journal…';
  return isEverything
    ? 'Nothing was captured yet. “Capture now” takes the newest pulse.'
    : 'No capture in the journal is like that. Take away a part of what is searched for.';
}
