import { type SyntheticEvent, useState } from 'react';
import { numbersMost } from './amount.ts';
import { type LongRow, type Part, partOf } from './parts.ts';

/** Elements that are offered first: a curve of so many is drawn in a moment. */
const usual = 1_000_000;

type ElementsBarProps = { row: LongRow; part: Part | null; onPart(path: string, part: Part): void };

/** A row that is too long to be read is shown in parts. */
export function ElementsBar({ row: { path, length }, part, onPart }: ElementsBarProps) {
  const [from, setFrom] = useState('0');
  const [to, setTo] = useState(String(usual));
  const chosen = partOf(from, to, length, numbersMost);
  const choose = (event: SyntheticEvent) => {
    event.preventDefault();
    if (chosen !== null) onPart(path, chosen);
  };
  return (
    <form className="elements" aria-label={`Elements of ${path}`} onSubmit={choose}>
      <span>
        {path} has {length.toLocaleString('en-GB')} elements.
        {part !== null && ` Shown as if it were all: ${part.from.toLocaleString('en-GB')} to ${part.to.toLocaleString('en-GB')}.`}
      </span>
      <label>
        Elements <input value={from} onChange={({ target }) => setFrom(target.value)} inputMode="numeric" />
      </label>
      <label>
        to <input value={to} onChange={({ target }) => setTo(target.value)} inputMode="numeric" />
      </label>
      <button
        type="submit"
        disabled={chosen === null}
        title={chosen === null ? `Two numbers from 0 to ${length}, the smaller first` : undefined}
      >
        Read
      </button>
    </form>
  );
}
