import { FormGroup, InputGroup, Switch } from '@blueprintjs/core';
import { Segments } from '../parts/Segments.tsx';
import { useStore } from '../store/store.ts';
import type { Draft, wrongIn } from './draft.ts';
import { changeDraft, useDraft } from './use-draft.ts';

const kinds = { laser: 'With the laser', clock: 'By hand' } as const satisfies Record<Draft['pulses'], string>;
const ends = { pulses: 'After pulses', seconds: 'After seconds' } as const satisfies Record<Draft['until'], string>;
type Numbers = 'count' | 'seconds' | 'everyMs';

export function PulsesFields({ wrong }: { wrong: ReturnType<typeof wrongIn> }) {
  const { pulses, until, upload } = useDraft();
  const hasGateway = useStore(({ exporter }) => exporter.uploads !== null);
  return (
    <>
      <div className="test-field">
        <Segments<Draft['pulses']> label="Made" options={kinds} value={pulses} onChange={(next) => changeDraft({ pulses: next })} />
        <p className="soft small">
          {pulses === 'laser'
            ? 'Pulses are those of the pulse source, as in any capture.'
            : 'With no laser: pulses are made from this machine’s clock, and readings are matched to them by their time.'}
        </p>
      </div>
      {pulses === 'clock' && <NumberField name="everyMs" label="One every, ms" wrong={wrong} />}
      <div className="test-field">
        <Segments<Draft['until']> label="Ends" options={ends} value={until} onChange={(next) => changeDraft({ until: next })} />
      </div>
      {until === 'pulses' ? (
        <NumberField name="count" label="Pulses" wrong={wrong} />
      ) : (
        <NumberField name="seconds" label="Seconds" wrong={wrong} />
      )}
      <Switch
        label="Upload its files to the Gateway"
        checked={upload && hasGateway}
        disabled={!hasGateway}
        title={hasGateway ? '' : 'The settings name no Operations Gateway.'}
        onChange={({ currentTarget }) => changeDraft({ upload: currentTarget.checked })}
      />
      <p className="soft small">
        {!hasGateway
          ? 'The settings name no Operations Gateway: its files stay here.'
          : upload
            ? 'Its pulses become records of the Gateway, beside those of real captures, and are not taken back from there.'
            : 'Its files stay in a folder of their own on this machine. Nobody finds them in the Gateway.'}
      </p>
    </>
  );
}

function NumberField({ name, label, wrong }: { name: Numbers; label: string; wrong: ReturnType<typeof wrongIn> }) {
  const value = useDraft((draft) => draft[name]);
  const id = `test-${name}`;
  const problem = wrong[name];
  return (
    <FormGroup label={label} labelFor={id} helperText={problem ?? ''} intent={problem === undefined ? 'none' : 'danger'}>
      <InputGroup
        id={id}
        inputMode="numeric"
        value={value}
        aria-invalid={problem !== undefined}
        intent={problem === undefined ? 'none' : 'danger'}
        onValueChange={(text) => changeDraft({ [name]: text })}
      />
    </FormGroup>
  );
}
