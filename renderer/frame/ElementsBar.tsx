import { type KeyboardEvent, useState } from 'react';
import { type LongRow, type Part, partOf } from './parts.ts';

/** Elements that are offered first: a curve of so many is drawn in a moment. */
const usual = 1_000_000;

type ElementsBarProps = { row: LongRow; part: Part | null; onPart(path: string, part: Part): void };

/** A row that is too long to be read is shown in parts. */
export function ElementsBar({ row: { path, length, most }, part, onPart }: ElementsBarProps) {
  const [from, setFrom] = useState('0');
  const [to, setTo] = useState(String(Math.min(usual, most)));
  const chosen = partOf(from, to, length, most);
  const choose = () => {
    if (chosen !== null) onPart(path, chosen);
  };
  // No form: a frame without an origin may send none.
  const onKeyDown = ({ key }: KeyboardEvent) => key === 'Enter' && choose();
  return (
    <section className="elements" aria-label={`Elements of ${path}`}>
      <span>
        {path} has {length.toLocaleString('en-GB')} elements.
        {part !== null && ` Shown as if it were all: ${part.from.toLocaleString('en-GB')} to ${part.to.toLocaleString('en-GB')}.`}
      </span>
      <label>
        Elements <input value={from} onChange={({ target }) => setFrom(target.value)} {...{ onKeyDown }} />
      </label>
      <label>
        to <input value={to} onChange={({ target }) => setTo(target.value)} {...{ onKeyDown }} />
      </label>
      <button
        type="button"
        onClick={choose}
        disabled={chosen === null}
        title={chosen === null ? `Two numbers from 0 to ${length}, the smaller first` : undefined}
      >
        Read
      </button>
    </section>
  );
}
