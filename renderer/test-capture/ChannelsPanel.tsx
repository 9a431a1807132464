import { InputGroup } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import type { TestChannel } from '../../core/contract/test-capture.ts';
import { Segments } from '../parts/Segments.tsx';
import { ChannelTable } from './ChannelTable.tsx';
import { findingsOf } from './findings.ts';
import { inOrder, type Order, type Show, shownOf, shows, worstFirst } from './order.ts';

type ChannelsPanelProps = {
  channels: readonly TestChannel[];
  /** Which one is open, and the keys are at. */
  current: string | null;
  onCurrent(channel: string | null): void;
  switcher: React.ReactNode;
};

export function ChannelsPanel({ channels, current, onCurrent, switcher }: ChannelsPanelProps) {
  const [text, setText] = useState('');
  const [show, setShow] = useState<Show>('all');
  const [order, setOrder] = useState<Order>(worstFirst);
  const lines = useMemo(() => inOrder(shownOf(channels, show, text), order), [channels, show, text, order]);
  const withFindings = useMemo(() => channels.filter((each) => findingsOf(each).length > 0).length, [channels]);
  return (
    <section className="panel test-channels" aria-label="Channels">
      <header>
        {switcher}
        <span className="soft small roomy">{withFindings === 0 ? 'nothing found wrong' : `${withFindings} with findings`}</span>
        <span className="grow" />
        <InputGroup
          className="find"
          type="search"
          aria-label="Find a channel, a topic or a PV"
          placeholder="Find a channel"
          value={text}
          onValueChange={setText}
        />
        <Segments<Show> label="Show" options={shows} value={show} onChange={setShow} />
      </header>
      {lines.length === 0 ? (
        <p className="empty">
          {channels.length === 0
            ? 'Nothing came yet. Channels appear as soon as the test has prepared.'
            : text === ''
              ? 'Nothing was found wrong with any channel.'
              : `No channel, topic or PV with “${text}” in its name is shown.`}
        </p>
      ) : (
        <ChannelTable lines={lines} {...{ order, current, onCurrent }} onOrder={setOrder} />
      )}
    </section>
  );
}
