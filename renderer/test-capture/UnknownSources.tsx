import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { TestChannel } from '../../core/contract/test-capture.ts';
import { usePeek } from '../devices/add/asking.ts';
import { DeviceDialog } from '../devices/add/DeviceDialog.tsx';
import type { Editing } from '../devices/add/editing.ts';
import { suggested } from '../devices/add/suggest.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { counted } from '../words/numbers.ts';
import { sourceWords } from './findings.ts';
import { typeWords } from './words.ts';

const shownMost = 100;
const addWords = 'Add as a channel…';

/** What came on topics and PVs that no channel of the settings has. */
export function UnknownSources({ channels, editing }: { channels: readonly TestChannel[]; editing: Editing }) {
  const [adding, setAdding] = useState<TestChannel | null>(null);
  return (
    <section className="unknown-sources" aria-label="Sources with no channel">
      <h3>Of no channel yet, {channels.length}</h3>
      <ul>
        {channels.slice(0, shownMost).map((channel) => (
          <li key={channel.channel} className="in-row">
            <span className="grow">
              <b>{sourceWords(channel)}</b>{' '}
              <span className="soft">{channel.samples === 0 ? 'nothing came' : typeWords(channel.types[0])}</span>
            </span>
            <Button size="small" disabled={editing.hindrance !== null} title={editing.hindrance ?? ''} onClick={() => setAdding(channel)}>
              {addWords}
              <span className="unseen"> {sourceWords(channel)}</span>
            </Button>
          </li>
        ))}
      </ul>
      {channels.length > shownMost && <p className="caption">and {counted(channels.length - shownMost, 'more source')}</p>}
      {adding !== null && (
        <AddChannel
          key={adding.channel}
          source={adding.source}
          settings={editing.settings}
          onClose={(applied) => {
            setAdding(null);
            if (applied) editing.renew();
          }}
        />
      )}
    </section>
  );
}

type AddChannelProps = { source: TestChannel['source']; settings: unknown; onClose(applied: boolean): void };

/** Looked at first, so that its fields are filled as they are when it is picked among all. */
function AddChannel({ source, settings, onClose }: AddChannelProps) {
  const { sourceName, ...plain } = source;
  const { value, trouble } = usePeek(plain);
  if (value === null) {
    return trouble === null ? (
      <p className="soft small looking-late">Looking at {sourceWords({ source })}…</p>
    ) : (
      <Trouble sentence={trouble} />
    );
  }
  const found = suggested(plain, value);
  const channel = found === null || sourceName === undefined ? found : { ...found, sourceName };
  const begin = channel === null ? null : { name: channel.name, area: '', channels: [channel] };
  return <DeviceDialog settings={settings} device={null} {...(begin !== null && { begin })} onClose={onClose} />;
}
