import { FormGroup, InputGroup } from '@blueprintjs/core';
import { useId, useState } from 'react';
import { isRecord } from '../../../core/contract/is-record.ts';
import { textOf } from '../../settings/field.ts';
import { NumberControl } from '../../settings/NumberControl.tsx';
import { valueAt, withValue } from '../../settings/paths.ts';
import type { DraftChannel } from './draft.ts';
import { furtherOf } from './further.ts';

type FurtherFieldsProps = { channel: DraftChannel; problemAt(path: string): string | null; onChange(channel: DraftChannel): void };

export function FurtherFields({ channel, problemAt, onChange }: FurtherFieldsProps) {
  const id = useId();
  const fields = furtherOf(channel);
  const [isOpen, setIsOpen] = useState(fields.some(({ path }) => valueAt(channel.rest, path) !== undefined));
  const isWrong = fields.some(({ path }) => problemAt(path) !== null);
  const put = (path: string, value: unknown): void => {
    const rest = withValue(channel.rest, path, value === '' ? undefined : value);
    if (isRecord(rest)) onChange({ ...channel, rest });
  };
  return (
    <details open={isOpen || isWrong} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="small">Column, units, clock and other facts</summary>
      <div className="fields-row">
        {fields.map(({ path, label, standard, unit, of }) => {
          const [value, problem] = [valueAt(channel.rest, path), problemAt(path)];
          const shared = { id: `${id}-${path}`, placeholder: standard, 'aria-invalid': problem !== null };
          return (
            <FormGroup
              key={path}
              label={label}
              labelFor={shared.id}
              helperText={problem ?? ''}
              intent={problem === null ? 'none' : 'danger'}
            >
              {of === 'number' ? (
                <NumberControl {...shared} value={value} unit={unit} onNumber={(next) => put(path, next)} />
              ) : (
                <InputGroup {...shared} value={textOf(value)} onValueChange={(next) => put(path, next)} />
              )}
            </FormGroup>
          );
        })}
      </div>
    </details>
  );
}
