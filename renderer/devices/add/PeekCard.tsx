import type { Peek, PeekSource } from '../../../core/contract/browse.ts';
import { useNow } from '../../store/now.ts';
import { useStore } from '../../store/store.ts';
import { bytes, duration } from '../../words/numbers.ts';
import { PulseId } from '../../words/PulseId.tsx';
import { Drawn } from '../LastValue.tsx';
import { sourceWords } from '../rows.ts';
import type { Asked } from './asking.ts';
import { alarmWords, channelsOf, valueWords } from './peek-words.ts';

type PeekCardProps = { source: PeekSource; asked: Asked<Peek> };

export function PeekCard({ source, asked: { value, isOld } }: PeekCardProps) {
  const now = useNow();
  const setup = useStore(({ exporter }) => exporter.setup);
  if (value === null || isOld) return <p className="soft">Looking at {sourceWords(source)}…</p>;
  const { at, newest, why } = value;
  const picture = newest?.picture ?? null;
  const taken = channelsOf(setup, source);
  return (
    <article>
      <p className="peek-title">{sourceWords(source)}</p>
      {why !== null && <p className="of-form">{why}</p>}
      {taken.length > 0 && <p className="of-time small">Captured already: {taken.join(', ')}.</p>}
      {picture !== null && (
        <p className="value-card">
          <Drawn value={picture} width={240} height={72} />
        </p>
      )}
      <dl className="facts">
        {at !== null && (
          <>
            <dt>Newest</dt>
            <dd>
              {at.slice(0, 19).replace('T', ' ')} UTC, {duration(Math.max(0, now - Date.parse(at)))} ago
            </dd>
          </>
        )}
        {newest !== null && (
          <>
            <dt>Value</dt>
            <dd>
              {valueWords(newest.value)}
              {newest.units !== null && ` ${newest.units}`}
            </dd>
            {newest.columns.map((column) => (
              <Column key={column.name} column={column} />
            ))}
            <dt>Size</dt>
            <dd>{bytes(newest.bytes)}</dd>
            <dt>Pulse ID</dt>
            <dd>{newest.pulseId === null ? 'none: it is matched by its time' : <PulseId id={newest.pulseId} />}</dd>
            {newest.schema !== null && (
              <>
                <dt>Schema</dt>
                <dd>{newest.schema}</dd>
              </>
            )}
            {newest.sourceNames.length > 0 && (
              <>
                <dt>{newest.sourceNames.length === 1 ? 'Source name' : `${newest.sourceNames.length} sources`}</dt>
                <dd>{newest.sourceNames.join(', ')}</dd>
              </>
            )}
            <dt>Alarm</dt>
            <dd>{alarmWords(newest.alarm)}</dd>
          </>
        )}
      </dl>
    </article>
  );
}

function Column({ column }: { column: NonNullable<Peek['newest']>['columns'][number] }) {
  return (
    <>
      <dt>Column {column.name}</dt>
      <dd>
        {valueWords(column)}
        {column.units !== null && ` ${column.units}`}
      </dd>
    </>
  );
}
