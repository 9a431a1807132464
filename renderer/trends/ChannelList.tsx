import { InputGroup } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import { ScrollPlace } from '../parts/ScrollPlace.tsx';
import { useStore } from '../store/store.ts';
import { type Choice, channelsOf, choicesMost, found } from './choices.ts';
import { toggle } from './trend-store.ts';

/** More are not read by anybody; words in the field find the others. */
const shownMost = 200;

export function ChannelList({ chosen }: { chosen: readonly Choice[] }) {
  const setup = useStore(({ exporter }) => exporter.setup);
  const [text, setText] = useState('');
  const channels = useMemo(() => channelsOf(setup), [setup]);
  const matching = useMemo(() => found(channels, text), [channels, text]);
  const isChosen = (channel: string) => chosen.some((each) => each.channel === channel);
  return (
    <section className="panel trend-channels" aria-label="Channels">
      <header>
        <h2>Channels</h2>
        <span className="soft small">
          {chosen.length} of {choicesMost} chosen
        </span>
      </header>
      <div className="trend-filter">
        <InputGroup type="search" aria-label="Find a channel" placeholder="Find a channel" value={text} onValueChange={setText} />
      </div>
      <ScrollPlace className="trend-list" label="Channels that can be chosen">
        <ul>
          {matching.slice(0, shownMost).map((channel) => (
            <li key={channel.channel}>
              <button type="button" aria-pressed={isChosen(channel.channel)} onClick={() => toggle(channel)} title={channel.device}>
                <span className="cut grow">{channel.channel}</span>
                <span className="caption">{channel.units ?? channel.type}</span>
              </button>
            </li>
          ))}
        </ul>
        {matching.length > shownMost && <p className="caption">{matching.length - shownMost} more: type a part of the name.</p>}
        {matching.length === 0 && (
          <p className="caption">
            {channels.length === 0 ? 'This exporter captures no channels yet.' : 'No channel has these words in its name.'}
          </p>
        )}
      </ScrollPlace>
    </section>
  );
}
