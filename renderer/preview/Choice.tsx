import { HTMLSelect } from '@blueprintjs/core';
import { useId } from 'react';

type ChoiceProps<T extends string> = { label: string; options: Readonly<Record<T, string>>; value: T; onChange(value: T): void };

/** One of several, in little room. */
export function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  const id = useId();
  const entries: [T, string][] = [];
  for (const option in options) entries.push([option, options[option]]);
  return (
    <span className="in-row">
      <label className="caption" htmlFor={id}>
        {label}
      </label>
      <HTMLSelect
        id={id}
        value={value}
        onChange={({ currentTarget }) => {
          const found = entries.find(([option]) => option === currentTarget.value);
          if (found !== undefined) onChange(found[0]);
        }}
        options={entries.map(([option, word]) => ({ value: option, label: word }))}
      />
    </span>
  );
}
