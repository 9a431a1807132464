import { Button, InputGroup } from '@blueprintjs/core';
import { useState } from 'react';
import type { PeekSource } from '../../../core/contract/browse.ts';
import { Segments } from '../../parts/Segments.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { useNames, usePeek } from './asking.ts';
import type { DraftChannel } from './draft.ts';
import { PeekCard } from './PeekCard.tsx';
import { SourceNames } from './SourceNames.tsx';
import { suggested, unseen } from './suggest.ts';

const kinds = { kafka: 'Kafka topics', archiver: 'Archiver PVs' } as const satisfies Record<PeekSource['kind'], string>;

/** Real names, and what comes under each, decoded. */
export function SourcePicker({ onPick }: { onPick(channel: DraftChannel): void }) {
  const [kind, setKind] = useState<PeekSource['kind']>('kafka');
  const [text, setText] = useState('');
  const [source, setSource] = useState<PeekSource | null>(null);
  const { value, trouble, isOld } = useNames(kind, text);
  const peeked = usePeek(source);
  const chosen = source === null ? null : nameOf(source);
  const suggestion = source === null || peeked.value === null || peeked.isOld ? null : suggested(source, peeked.value);
  return (
    <div className="source-picker">
      <section aria-label="Sources">
        <Segments<PeekSource['kind']> label="From" options={kinds} value={kind} onChange={setKind} />
        <InputGroup
          type="search"
          autoFocus
          aria-label={`Find ${kind === 'kafka' ? 'a topic' : 'a PV'}`}
          placeholder={kind === 'kafka' ? 'Part of a topic’s name' : 'Part of a PV’s name, or a pattern with * and ?'}
          value={text}
          onValueChange={setText}
        />
        <SourceNames
          found={value}
          none={
            value !== null && value.names.length === 0 && !isOld
              ? (value.why ?? `No ${kind === 'kafka' ? 'topic' : 'PV'} has “${text}” in its name.`)
              : null
          }
          chosen={chosen}
          onChoose={(name) => setSource(sourceOf(kind, name))}
        />
        <Trouble sentence={trouble} />
        {value?.why !== undefined && value?.why !== null && text !== '' && (
          <Button size="small" onClick={() => setSource(sourceOf(kind, text))}>
            Look at {text}
          </Button>
        )}
      </section>
      <section aria-label="Newest value" aria-live="polite">
        {source === null && <p className="soft">Choose a {kind === 'kafka' ? 'topic' : 'PV'} to see its newest value, decoded.</p>}
        {source !== null && <PeekCard source={source} asked={peeked} />}
        <Trouble sentence={source === null ? null : peeked.trouble} />
        {source !== null && (
          <Button
            disabled={suggestion === null}
            title={suggestion === null ? 'Nothing could be read of it.' : ''}
            onClick={() => suggestion !== null && onPick(suggestion)}
          >
            Add this channel
          </Button>
        )}
        {source?.kind === 'kafka' && peeked.value?.newest === null && !peeked.isOld && (
          <>
            <p className="soft small">
              Nothing tells what it is. Added all the same, you choose its type; it is captured once its messages can be read.
            </p>
            <Button onClick={() => onPick(unseen(source))}>Add it unseen</Button>
          </>
        )}
      </section>
    </div>
  );
}

function sourceOf(kind: PeekSource['kind'], name: string): PeekSource {
  return kind === 'kafka' ? { kind, topic: name } : { kind, pv: name };
}

export function nameOf(source: PeekSource): string {
  return source.kind === 'kafka' ? source.topic : source.pv;
}
