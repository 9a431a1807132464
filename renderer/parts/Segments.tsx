type SegmentsProps<T extends string> = { label: string; options: Readonly<Record<T, string>>; value: T; onChange(value: T): void };

/** One of a few; all are seen. */
export function Segments<T extends string>({ label, options, value, onChange }: SegmentsProps<T>) {
  return (
    <fieldset className="segmented">
      <legend className="caption">{label}</legend>
      <span className="segments">
        {entriesOf(options).map(([option, word]) => (
          <button key={option} type="button" aria-pressed={option === value} onClick={() => onChange(option)}>
            {word}
          </button>
        ))}
      </span>
    </fieldset>
  );
}

function entriesOf<T extends string>(options: Readonly<Record<T, string>>): [T, string][] {
  const entries: [T, string][] = [];
  for (const option in options) entries.push([option, options[option]]);
  return entries;
}
