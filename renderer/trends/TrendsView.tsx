import { Button, InputGroup, Switch } from '@blueprintjs/core';
import { useEffect, useMemo, useState } from 'react';
import { Segments } from '../parts/Segments.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { useStore } from '../store/store.ts';
import { ChannelList } from './ChannelList.tsx';
import { channelsOf, keyOfChoice } from './choices.ts';
import { TrendPanel } from './TrendPanel.tsx';
import { spanWords, trendSpanOf } from './trend-span.ts';
import { changeFields, setFitted, setLive, show, useTrendStore } from './trend-store.ts';
import './trends.css';

/** How channels were over an hour, a day, a week. `channel`: who comes with one sees it. */
export function TrendsView({ channel }: { channel: string | null }) {
  const setup = useStore(({ exporter }) => exporter.setup);
  const { chosen, fields, isLive, isFitted } = useTrendStore();
  const [turn, setTurn] = useState(0);
  const { kind, from, to } = fields;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn is a reason to begin at another now
  const span = useMemo(() => trendSpanOf({ kind, from, to }, Date.now()), [kind, from, to, turn]);
  useEffect(() => {
    const found = channelsOf(setup).find((each) => each.channel === channel);
    if (found !== undefined) show(found);
  }, [setup, channel]);
  const followsNow = kind !== 'free';
  return (
    <div className="trends-view">
      <section className="panel trends-tools" aria-label="Time">
        <Segments label="Time" options={spanWords} value={kind} onChange={(chosenKind) => changeFields({ kind: chosenKind })} />
        {kind === 'free' && (
          <>
            <InputGroup aria-label="From, UTC" value={from} onValueChange={(text) => changeFields({ from: text })} />
            <InputGroup aria-label="To, UTC" value={to} onValueChange={(text) => changeFields({ to: text })} />
          </>
        )}
        <span className="caption">UTC</span>
        <Switch
          label="Follow new captures"
          checked={isLive && followsNow}
          disabled={!followsNow}
          title={followsNow ? undefined : 'A given range has its end'}
          onChange={() => setLive(!isLive)}
        />
        <Switch label="Only where captures are" checked={isFitted} onChange={() => setFitted(!isFitted)} />
        <Button size="small" text="Read again" disabled={chosen.length === 0} onClick={() => setTurn((before) => before + 1)} />
        {'wrong' in span && <Trouble sentence={span.wrong} />}
      </section>
      <ChannelList chosen={chosen} />
      <div className="trend-panels" data-count={chosen.length}>
        {chosen.length === 0 && (
          <section className="panel" aria-label="Trends">
            <p className="empty">
              Choose up to four channels. Each is read from the captures’ files, and drawn over time with its own axis.
            </p>
          </section>
        )}
        {!('wrong' in span) &&
          chosen.map((choice) => <TrendPanel key={keyOfChoice(choice)} choice={choice} span={span} isLive={isLive && followsNow} />)}
      </div>
    </div>
  );
}
