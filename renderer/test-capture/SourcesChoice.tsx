import { Checkbox, InputGroup } from '@blueprintjs/core';
import { useState } from 'react';
import type { PeekSource } from '../../core/contract/browse.ts';
import { useNames } from '../devices/add/asking.ts';
import { sourceWords } from '../devices/rows.ts';
import { Segments } from '../parts/Segments.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { isSame } from './draft.ts';
import { changeDraft, useDraft } from './use-draft.ts';

const kinds = { kafka: 'Kafka topics', archiver: 'Archiver PVs' } as const satisfies Record<PeekSource['kind'], string>;

/** Real names; everything that comes on them is looked at, whatever the settings know of it. */
export function SourcesChoice() {
  const sources = useDraft((draft) => draft.sources);
  const [kind, setKind] = useState<PeekSource['kind']>('kafka');
  const [text, setText] = useState('');
  const { value, trouble, isOld } = useNames(kind, text);
  const found = (value?.names ?? []).map((name): PeekSource => (kind === 'kafka' ? { kind, topic: name } : { kind, pv: name }));
  const isIn = (source: PeekSource) => sources.some((each) => isSame(each, source));

  function toggle(source: PeekSource): void {
    changeDraft({ sources: isIn(source) ? sources.filter((each) => !isSame(each, source)) : [...sources, source] });
  }

  return (
    <section className="panel" aria-label="Topics and PVs">
      <header>
        <h2>Everything on topics and PVs</h2>
        <span className="soft small" role="status">
          {sources.length === 0 ? 'none' : `${sources.length} chosen`}
        </span>
        <span className="grow" />
        {sources.length > 0 && (
          <button type="button" className="link small" onClick={() => changeDraft({ sources: [] })}>
            None
          </button>
        )}
      </header>
      <div className="choice-filter">
        <Segments<PeekSource['kind']> label="From" options={kinds} value={kind} onChange={setKind} />
        <InputGroup
          type="search"
          aria-label={`Find ${kind === 'kafka' ? 'topics' : 'PVs'}`}
          placeholder={kind === 'kafka' ? 'Part of a topic’s name' : 'Part of a PV’s name, or a pattern with * and ?'}
          value={text}
          onValueChange={setText}
        />
      </div>
      <div className="choice-place">
        <Trouble sentence={trouble} />
        {sources.length > 0 && (
          <ul className="sources-chosen" aria-label="Chosen">
            {sources.map((source) => (
              <li key={sourceWords(source)} className="choice-line">
                <Checkbox checked label={sourceWords(source)} onChange={() => toggle(source)} />
              </li>
            ))}
          </ul>
        )}
        <ul aria-label="Found">
          {found
            .filter((source) => !isIn(source))
            .map((source) => (
              <li key={sourceWords(source)} className="choice-line">
                <Checkbox checked={false} label={source.kind === 'kafka' ? source.topic : source.pv} onChange={() => toggle(source)} />
              </li>
            ))}
          {value === null && trouble === null && <li className="soft small looking looking-late">Asking for names…</li>}
          {value !== null && found.length === 0 && !isOld && (
            <li className="soft small looking">{value.why ?? `No ${kind === 'kafka' ? 'topic' : 'PV'} has “${text}” in its name.`}</li>
          )}
          {typeof value?.more === 'string' && <li className="caption looking">{value.more}</li>}
        </ul>
      </div>
    </section>
  );
}
