import { App, DataProvider } from '@h5web/app';
import { Component, type ReactNode, useEffect, useMemo, useState } from 'react';
import { ElementsBar } from './ElementsBar.tsx';
import type { Line } from './line.ts';
import type { LongRow, Part } from './parts.ts';
import { FileProvider } from './provider.ts';
import { troubleOf } from './talk.ts';

/** H5Web's explorer of the one file. */
export function Explorer({ name, line }: { name: string; line: Line }) {
  const [long, setLong] = useState<LongRow | null>(null);
  const [parts, setParts] = useState<ReadonlyMap<string, Part>>(new Map());
  const provider = useMemo(() => new FileProvider(name, line, parts, setLong), [name, line, parts]);
  useEffect(() => line.say({ shown: true }), [line]);
  const choose = (path: string, part: Part) => setParts(new Map([[path, part]]));
  return (
    <Boundary onCrash={(error) => line.say(troubleOf(error, true))}>
      {long !== null && <ElementsBar key={long.path} row={long} part={parts.get(long.path) ?? null} onPart={choose} />}
      <div className="h5web">
        <DataProvider api={provider} key={[...parts].map(([path, { from, to }]) => `${path} ${from} ${to}`).join()}>
          <App disableDarkMode initialPath={parts.keys().next().value ?? '/'} />
        </DataProvider>
      </div>
    </Boundary>
  );
}

type BoundaryProps = { onCrash(error: unknown): void; children: ReactNode };

/** What even H5Web's own boundaries let through: the page around says it. */
class Boundary extends Component<BoundaryProps, { isCrashed: boolean }> {
  override state = { isCrashed: false };

  static getDerivedStateFromError(): { isCrashed: boolean } {
    return { isCrashed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onCrash(error);
  }

  override render(): ReactNode {
    return this.state.isCrashed ? null : this.props.children;
  }
}
