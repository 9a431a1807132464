import { InputGroup } from '@blueprintjs/core';
import { useState } from 'react';
import { rangeOf } from './range-text.ts';
import type { AxisKind, Span } from './span.ts';

type FieldsProps = { range: Span; kind: AxisKind; onRange(range: Span): void };
type Typed = { from: string; to: string };

/** The fixed range of y, to be typed; taken with Enter or when the field is left. */
export function RangeFields({ range, kind, onRange }: FieldsProps) {
  const [typed, setTyped] = useState<Typed | null>(null);
  const { from, to } = typed ?? { from: textOf(range.from), to: textOf(range.to) };
  const found = rangeOf(from, to, kind);
  const wrong = 'wrong' in found ? found.wrong : undefined;

  function take(): void {
    if (typed === null || 'wrong' in found) return;
    onRange(found);
    setTyped(null);
  }

  return (
    <form
      className="in-row curve-range"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      {(['from', 'to'] as const).map((end) => (
        <InputGroup
          key={end}
          aria-label={end === 'from' ? 'y from' : 'y to'}
          aria-invalid={wrong !== undefined}
          intent={wrong === undefined ? 'none' : 'danger'}
          title={wrong}
          value={end === 'from' ? from : to}
          onValueChange={(text) => setTyped({ from, to, [end]: text })}
          onBlur={take}
        />
      ))}
      <button type="submit" className="spoken" tabIndex={-1} aria-hidden>
        Take
      </button>
    </form>
  );
}

function textOf(value: number): string {
  return String(Number(value.toPrecision(6)));
}
