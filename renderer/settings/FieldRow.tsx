import { Checkbox, FormGroup, HTMLSelect, InputGroup, TextArea } from '@blueprintjs/core';
import { useId, useState } from 'react';
import { isRecord } from '../../core/contract/is-record.ts';
import { type Field, listOf, type SecretPlace, secretOf, textOf } from './field.ts';
import { NumberControl } from './NumberControl.tsx';
import { RowsControl } from './RowsControl.tsx';

type FieldRowProps = {
  field: Field;
  value: unknown;
  /** Sentences, those of this field. */
  problems: readonly string[];
  warnings: readonly string[];
  disabled: boolean;
  onChange(value: unknown): void;
};

export function FieldRow({ field, value, problems, warnings, disabled, onChange }: FieldRowProps) {
  const id = useId();
  const isWrong = problems.length > 0;
  const said = [...problems, ...warnings];
  const help = said.length > 0 ? said.join(' ') : field.help;
  const control = { id, disabled, describedBy: help === undefined ? undefined : `${id}-help`, isWrong };
  if (field.kind === 'part' || field.kind === 'switch')
    return (
      <div className="setting-part">
        <Checkbox
          checked={field.kind === 'part' ? value !== undefined : value === true}
          disabled={disabled}
          aria-describedby={control.describedBy}
          label={field.label}
          onChange={(event) => onChange(event.currentTarget.checked ? (field.kind === 'part' ? field.made : true) : undefined)}
        />
        {help !== undefined && (
          <p id={`${id}-help`} className={isWrong ? 'small wrong' : 'small soft'}>
            {help}
          </p>
        )}
      </div>
    );
  return (
    <FormGroup
      label={field.label}
      labelFor={id}
      inline
      className="setting"
      intent={isWrong ? 'danger' : 'none'}
      helperText={
        help !== undefined && (
          <span id={`${id}-help`}>
            {said.length > 1
              ? said.map((each) => (
                  <span key={each} className="said">
                    {each}
                  </span>
                ))
              : help}
          </span>
        )
      }
    >
      <Control field={field} value={value} control={control} onChange={onChange} />
    </FormGroup>
  );
}

type ControlProps = {
  field: Field;
  value: unknown;
  control: { id: string; disabled: boolean; describedBy: string | undefined; isWrong: boolean };
  onChange(value: unknown): void;
};

function Control({ field, value, control, onChange }: ControlProps) {
  const { id, disabled, describedBy, isWrong } = control;
  const shared = {
    id,
    disabled,
    'aria-describedby': describedBy,
    'aria-invalid': isWrong,
    intent: isWrong ? ('danger' as const) : ('none' as const),
  };
  switch (field.kind) {
    case 'text':
      return (
        <InputGroup
          {...shared}
          value={textOf(value)}
          placeholder={field.standard ?? ''}
          onValueChange={(text) => onChange(text === '' && field.standard !== undefined ? undefined : text)}
        />
      );
    case 'number':
      return <NumberControl {...shared} value={value} unit={field.unit} placeholder={field.standard ?? ''} onNumber={onChange} />;
    case 'list':
      return <ListControl shared={shared} value={value} placeholder={field.placeholder} onChange={onChange} />;
    case 'rows':
      return <RowsControl {...{ id, field, value, describedBy, onChange }} />;
    case 'secret':
      return <SecretControl shared={shared} place={secretOf(value)} label={field.label} onChange={onChange} />;
    case 'choice':
      return (
        <HTMLSelect
          {...{ id, disabled, 'aria-describedby': describedBy }}
          value={textOf(value ?? field.standard)}
          options={optionsOf(field.options)}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'variant': {
      const kind = isRecord(value) ? textOf(value['kind']) : '';
      const options = [...(kind in field.options ? [] : [{ value: kind, label: 'Choose…' }]), ...optionsOf(field.options)];
      return (
        <HTMLSelect
          {...{ id, disabled, 'aria-describedby': describedBy }}
          value={kind}
          options={options}
          onChange={(event) => onChange(field.made[event.target.value])}
        />
      );
    }
    default:
      return null;
  }
}

type Shared = { id: string; disabled: boolean; 'aria-describedby': string | undefined; 'aria-invalid': boolean };

function ListControl({
  shared,
  value,
  placeholder,
  onChange,
}: {
  shared: Shared;
  value: unknown;
  placeholder: string;
  onChange(value: string[]): void;
}) {
  const lines = Array.isArray(value) ? value.map(textOf) : [];
  // As it is typed: a line that is still empty is none of the list.
  const [text, setText] = useState(lines.join('\n'));
  const shown = listOf(text).join('\n') === lines.join('\n') ? text : lines.join('\n');
  return (
    <TextArea
      {...shared}
      fill
      rows={Math.max(3, lines.length + 1)}
      placeholder={placeholder}
      value={shown}
      onChange={(event) => {
        setText(event.target.value);
        onChange(listOf(event.target.value));
      }}
    />
  );
}

function SecretControl({
  shared,
  place,
  label,
  onChange,
}: {
  shared: Shared;
  place: SecretPlace;
  label: string;
  onChange(value: unknown): void;
}) {
  const change = (next: SecretPlace) => onChange(next.in === 'file' ? { file: next.name } : { env: next.name });
  return (
    <span className="in-row">
      <HTMLSelect
        aria-label={`${label}: what`}
        disabled={shared.disabled}
        value={place.in}
        options={[
          { value: 'env', label: 'Environment variable' },
          { value: 'file', label: 'File' },
        ]}
        onChange={(event) => change({ ...place, in: event.target.value === 'file' ? 'file' : 'env' })}
      />
      <InputGroup {...shared} value={place.name} onValueChange={(name) => change({ ...place, name })} />
    </span>
  );
}

function optionsOf(options: Readonly<Record<string, string>>) {
  return Object.entries(options).map(([value, label]) => ({ value, label }));
}
