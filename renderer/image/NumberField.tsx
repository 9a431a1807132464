import { InputGroup } from '@blueprintjs/core';
import { useEffect, useState } from 'react';

type NumberFieldProps = { label: string; value: number; units?: string; isShown?: boolean; onGiven(value: number): void };

/** Taken with Enter, or when it is left; what is no number is put back. */
export function NumberField({ label, value, units, isShown = false, onGiven }: NumberFieldProps) {
  const shown = String(Number(value.toPrecision(7)));
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);

  function take(): void {
    const given = Number(text.replace('−', '-').replace(/[\s\u2009]/g, ''));
    if (text.trim() === '' || !Number.isFinite(given)) setText(shown);
    else if (given !== Number(shown)) onGiven(given);
  }

  return (
    <span className="image-number">
      {isShown && (
        <span className="caption" aria-hidden>
          {label}
        </span>
      )}
      <InputGroup
        aria-label={label}
        size="small"
        inputMode="decimal"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          else if (event.key === 'Escape') setText(shown);
          event.stopPropagation(); // what is typed is no shortcut of the screen
        }}
        {...(units !== undefined && units !== '' && { rightElement: <span className="unit image-field-unit">{units}</span> })}
      />
    </span>
  );
}
