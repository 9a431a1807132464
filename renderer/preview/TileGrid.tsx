import { useRef, useState } from 'react';
import { nextTile } from './move-tiles.ts';

type TileGridProps = {
  className: string;
  label: string;
  names: readonly string[];
  children(name: string, tabIndex: 0 | -1): React.ReactNode;
};

/** Tiles of which one is in the order of Tab; arrow keys go from one to the next. */
export function TileGrid({ className, label, names, children }: TileGridProps) {
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const inOrder = current !== null && names.includes(current) ? current : names[0];

  function onKeyDown(event: React.KeyboardEvent): void {
    const tiles = [...(list.current?.querySelectorAll<HTMLElement>('[data-tile]') ?? [])];
    const at = tiles.findIndex((tile) => tile.contains(document.activeElement));
    const boxes = tiles.map((tile) => tile.getBoundingClientRect());
    const next = nextTile(boxes, at, event.key);
    if (at >= 0 && ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].includes(event.key)) event.preventDefault(); // here they never go to another pulse
    if (next === null) return;
    event.preventDefault();
    tiles[next]?.focus();
  }

  return (
    <ul
      className={className}
      ref={list}
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        const name = target.closest<HTMLElement>('[data-channel]')?.dataset['channel'];
        if (name !== undefined) setCurrent(name);
      }}
    >
      {names.map((name) => (
        <li key={name} data-channel={name}>
          {children(name, name === inOrder ? 0 : -1)}
        </li>
      ))}
    </ul>
  );
}
