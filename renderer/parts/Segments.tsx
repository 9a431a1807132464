import { SegmentedControl } from '@blueprintjs/core';

type SegmentsProps<T extends string> = { label: string; options: Readonly<Record<T, string>>; value: T; onChange(value: T): void };

/** One of a few; all are seen. */
export function Segments<T extends string>({ label, options, value, onChange }: SegmentsProps<T>) {
  const entries = entriesOf(options);
  return (
    <span className="in-row">
      <span className="caption" aria-hidden>
        {label}
      </span>
      <SegmentedControl
        aria-label={label}
        inline
        value={value}
        options={entries.map(([option, word]) => ({ value: option, label: word }))}
        onValueChange={(chosen) => {
          const found = entries.find(([option]) => option === chosen);
          if (found !== undefined) onChange(found[0]);
        }}
      />
    </span>
  );
}

function entriesOf<T extends string>(options: Readonly<Record<T, string>>): [T, string][] {
  const entries: [T, string][] = [];
  for (const option in options) entries.push([option, options[option]]);
  return entries;
}
