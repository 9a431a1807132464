import { Button, InputGroup } from '@blueprintjs/core';
import { useRef } from 'react';
import { type RowsField, textOf, withCell } from './field.ts';
import { valueAt } from './paths.ts';

type RowsControlProps = { id: string; field: RowsField; value: unknown; describedBy: string | undefined; onChange(value: unknown): void };

/** A list of things with a few words each: a row for each, one to add, and one to take away. */
export function RowsControl({ id, field, value, describedBy, onChange }: RowsControlProps) {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  const list = useRef<HTMLFieldSetElement>(null);
  /** After it is drawn: who uses the keyboard goes on where the change was. */
  const focusSoon = (selector: string) => requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(selector)?.focus());
  const made = Object.fromEntries(field.columns.flatMap(({ key, optional }) => (optional === true ? [] : [[key, '']])));
  return (
    <fieldset ref={list} className="setting-rows" id={id} aria-label={field.label} aria-describedby={describedBy}>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone while its words are typed
        <div key={at} className="in-row">
          {field.columns.map((column) => (
            <InputGroup
              key={column.key}
              aria-label={`${column.label}, row ${at + 1}`}
              placeholder={column.placeholder}
              title={column.label}
              value={textOf(valueAt(row, column.key))}
              onValueChange={(text) => onChange(withCell(rows, at, column, text))}
            />
          ))}
          <Button
            size="small"
            text="Remove"
            aria-label={`Remove row ${at + 1}`}
            onClick={() => {
              onChange(rows.filter((_, index) => index !== at));
              focusSoon(':scope > button');
            }}
          />
        </div>
      ))}
      <Button
        size="small"
        text={field.add}
        onClick={() => {
          onChange([...rows, made]);
          focusSoon(':scope > :nth-last-child(2) input');
        }}
      />
    </fieldset>
  );
}
