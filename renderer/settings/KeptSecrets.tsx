import { Button, FormGroup, InputGroup } from '@blueprintjs/core';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { SecretsFacts } from '../../core/contract/settings.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { person } from '../store/person.ts';

/** As an environment variable, whose place it takes. */
const namePattern = '[A-Za-z_][A-Za-z0-9_]{0,99}';

/** Secrets that this program keeps for the settings to name; what they are is never shown again. */
export function KeptSecrets() {
  const ask = useAsk();
  const [facts, setFacts] = useState<SecretsFacts | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  useEffect(() => {
    ask('getSecrets', {}).then(setFacts, (error: unknown) => setTrouble(messageOf(error)));
  }, [ask]);

  async function keep(kept: string, secret: string | null): Promise<void> {
    const by = await person();
    if (by === null) return;
    try {
      setFacts(await ask('keepSecret', { name: kept, value: secret, by }));
      setTrouble(null);
      setName('');
      setValue('');
    } catch (error) {
      setTrouble(messageOf(error));
    }
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    void keep(name, value);
  }

  return (
    <section className="kept-secrets" aria-label="Kept secrets">
      <h4>Secrets kept by this program</h4>
      <p className="soft small">{facts?.sentence ?? 'Asking what is kept.'}</p>
      {facts?.names.map((kept) => (
        <p key={kept} className="in-row">
          <code>{kept}</code>
          <Button size="small" aria-label={`Forget ${kept}`} onClick={() => void keep(kept, null)}>
            Forget
          </Button>
        </p>
      ))}
      {facts?.canKeep === true && (
        <form className="in-row" onSubmit={submit}>
          <FormGroup label="Name" labelFor="secret-name">
            <InputGroup
              {...{ id: 'secret-name', pattern: namePattern, required: true, value: name, autoComplete: 'off' }}
              title="Letters, digits and _; it begins with no digit"
              onValueChange={setName}
            />
          </FormGroup>
          <FormGroup label="Secret" labelFor="secret-value">
            <InputGroup
              {...{ id: 'secret-value', type: 'password', required: true, value, autoComplete: 'new-password' }}
              onValueChange={setValue}
            />
          </FormGroup>
          <Button type="submit">Keep</Button>
        </form>
      )}
      <Trouble sentence={trouble} />
    </section>
  );
}
