import { FormGroup, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { useId } from 'react';
import { sourceWords } from '../rows.ts';
import { channelTypes, type DraftChannel, matchKinds } from './draft.ts';

type ChannelFieldsProps = {
  channel: DraftChannel;
  problem: string | null;
  onChange(channel: DraftChannel): void;
  onRemove: (() => void) | null;
};

const matchTitles = { 'pulse-id': 'by pulse ID', nearest: 'nearest in time', last: 'last value' } as const;

export function ChannelFields({ channel, problem, onChange, onRemove }: ChannelFieldsProps) {
  const id = useId();
  const { name, type, source, sourceName, match, reachMs } = channel;
  return (
    <article className="channel-fields">
      <p className="in-row">
        <span className="soft grow cut">{sourceWords(source)}</span>
        {onRemove !== null && (
          <button type="button" className="link small" onClick={onRemove}>
            Leave out
          </button>
        )}
      </p>
      <div className="fields-row">
        <FormGroup label="Channel" labelFor={`${id}-name`} helperText={problem ?? ''} intent={problem === null ? 'none' : 'danger'}>
          <InputGroup id={`${id}-name`} value={name} onValueChange={(next) => onChange({ ...channel, name: next })} />
        </FormGroup>
        <FormGroup label="Type" labelFor={`${id}-type`}>
          <HTMLSelect
            id={`${id}-type`}
            value={type}
            options={[...channelTypes]}
            onChange={(event) => onChange({ ...channel, type: channelTypes.find((each) => each === event.target.value) ?? type })}
          />
        </FormGroup>
        <FormGroup label="Match" labelFor={`${id}-match`}>
          <HTMLSelect
            id={`${id}-match`}
            value={match}
            options={matchKinds.map((kind) => ({ value: kind, label: matchTitles[kind] }))}
            onChange={(event) => onChange({ ...channel, match: matchKinds.find((each) => each === event.target.value) ?? match })}
          />
        </FormGroup>
        {match !== 'pulse-id' && (
          <FormGroup label={match === 'nearest' ? 'At most off, ms' : 'At most old, ms'} labelFor={`${id}-reach`}>
            <InputGroup
              id={`${id}-reach`}
              type="number"
              min={1}
              value={String(reachMs)}
              onValueChange={(next) => onChange({ ...channel, reachMs: Number(next) })}
            />
          </FormGroup>
        )}
        {sourceName !== null && (
          <FormGroup label="Source name" labelFor={`${id}-source`}>
            <InputGroup id={`${id}-source`} value={sourceName} onValueChange={(next) => onChange({ ...channel, sourceName: next })} />
          </FormGroup>
        )}
      </div>
    </article>
  );
}
