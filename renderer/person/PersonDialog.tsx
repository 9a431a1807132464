import { Button, Dialog, DialogBody, DialogFooter, FormGroup, InputGroup } from '@blueprintjs/core';
import { useState } from 'react';
import { answerPerson, useIsAsked, usePersonName } from '../store/person.ts';

const longestName = 100;

/** Once, before the first command that is kept with a name. */
export function PersonDialog() {
  const isOpen = useIsAsked();
  const known = usePersonName();
  const [name, setName] = useState(known ?? '');
  return (
    <Dialog isOpen={isOpen} onClose={() => answerPerson(null)} title="Who are you?">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') answerPerson(name);
        }}
      >
        <DialogBody>
          <FormGroup
            label="Your name"
            labelFor="person-name"
            helperText="It is kept in the journal beside what you change. Asked once at this screen."
          >
            <InputGroup id="person-name" autoFocus maxLength={longestName} value={name} onValueChange={setName} />
          </FormGroup>
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button onClick={() => answerPerson(null)}>Cancel</Button>
              <Button type="submit" intent="primary" disabled={name.trim() === ''}>
                Go on
              </Button>
            </>
          }
        />
      </form>
    </Dialog>
  );
}
