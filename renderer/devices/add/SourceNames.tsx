import { type KeyboardEvent, useRef } from 'react';
import type { Names } from './asking.ts';

type SourceNamesProps = { found: Names | null; none: string | null; chosen: string | null; onChoose(name: string): void };

/** One stop of the Tab key, however many there are; arrows go from one to the next. */
export function SourceNames({ found, none, chosen, onChoose }: SourceNamesProps) {
  const list = useRef<HTMLUListElement>(null);
  const names = found?.names ?? [];
  const stop = chosen !== null && names.includes(chosen) ? chosen : names[0];

  function onKeyDown(event: KeyboardEvent, at: number): void {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons[Math.min(Math.max(next, 0), buttons.length - 1)]?.focus();
  }

  return (
    <ul className="source-names" ref={list}>
      {names.map((name, at) => (
        <li key={name}>
          <button
            type="button"
            className="source-name"
            tabIndex={name === stop ? 0 : -1}
            aria-pressed={name === chosen}
            onKeyDown={(event) => onKeyDown(event, at)}
            onClick={() => onChoose(name)}
          >
            {name}
          </button>
        </li>
      ))}
      {none !== null && <li className="soft small">{none}</li>}
      {typeof found?.more === 'string' && <li className="caption">{found.more}</li>}
    </ul>
  );
}
