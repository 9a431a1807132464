import { Button, FormGroup, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { useId, useState } from 'react';
import { endOf, ends } from './ends.ts';

type ServiceFormProps = { onTake(reason: string, until: string | null): void; onCancel(): void };

export function ServiceForm({ onTake, onCancel }: ServiceFormProps) {
  const id = useId();
  const [reason, setReason] = useState('');
  const [end, setEnd] = useState<string>(ends[0].title);
  const [at, setAt] = useState('');
  const until = endOf(end, at, Date.now());
  const isLacking =
    reason.trim() === '' ? 'Say why: the next shift reads it.' : until === undefined ? 'Give a time that is still to come.' : null;
  return (
    <form
      className="service-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isLacking === null && until !== undefined) onTake(reason.trim(), until);
      }}
    >
      <FormGroup label="Reason" labelFor={`${id}-reason`}>
        <InputGroup id={`${id}-reason`} autoFocus maxLength={500} value={reason} onValueChange={setReason} />
      </FormGroup>
      <FormGroup label="Until" labelFor={`${id}-end`}>
        <HTMLSelect
          id={`${id}-end`}
          value={end}
          options={ends.map(({ title }) => title)}
          onChange={(event) => setEnd(event.target.value)}
        />
        {end === ends.at(-1)?.title && (
          <InputGroup
            type="datetime-local"
            aria-label="Time, UTC"
            rightElement={<span className="caption">UTC</span>}
            value={at}
            onValueChange={setAt}
          />
        )}
      </FormGroup>
      <p className="in-row">
        <Button type="submit" intent="primary" size="small" disabled={isLacking !== null} title={isLacking ?? ''}>
          Take out of service
        </Button>
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
      </p>
    </form>
  );
}
