import { FormGroup, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { useId } from 'react';
import type { SettingsProblem } from '../../../core/contract/settings.ts';
import { NumberControl } from '../../settings/NumberControl.tsx';
import { sourceWords } from '../rows.ts';
import { channelTypes, type DraftChannel, matchKinds } from './draft.ts';
import { FurtherFields } from './FurtherFields.tsx';
import { placedIn } from './further.ts';

type ChannelFieldsProps = {
  channel: DraftChannel;
  /** Their paths begin at the channel. */
  problems: readonly SettingsProblem[];
  onChange(channel: DraftChannel): void;
  onRemove: (() => void) | null;
};

const matchTitles = { 'pulse-id': 'by pulse ID', nearest: 'nearest in time', last: 'last value' } as const;

export function ChannelFields({ channel, problems, onChange, onRemove }: ChannelFieldsProps) {
  const id = useId();
  const problemAt = placedIn(channel, problems);
  const told = (path: string) => ({
    helperText: problemAt(path) ?? '',
    intent: problemAt(path) === null ? ('none' as const) : ('danger' as const),
  });
  const reach = channel.match === 'nearest' ? 'match.toleranceMs' : 'match.maxAgeMs';
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
        <FormGroup label="Channel" labelFor={`${id}-name`} {...told('name')}>
          <InputGroup id={`${id}-name`} value={name} onValueChange={(next) => onChange({ ...channel, name: next })} />
        </FormGroup>
        <FormGroup label="Type" labelFor={`${id}-type`} {...told('type')}>
          <HTMLSelect
            id={`${id}-type`}
            value={type}
            options={[...channelTypes]}
            onChange={(event) => onChange({ ...channel, type: channelTypes.find((each) => each === event.target.value) ?? type })}
          />
        </FormGroup>
        <FormGroup label="Match" labelFor={`${id}-match`} {...told('match')}>
          <HTMLSelect
            id={`${id}-match`}
            value={match}
            options={matchKinds.map((kind) => ({ value: kind, label: matchTitles[kind] }))}
            onChange={(event) => onChange({ ...channel, match: matchKinds.find((each) => each === event.target.value) ?? match })}
          />
        </FormGroup>
        {match !== 'pulse-id' && (
          <FormGroup label={match === 'nearest' ? 'At most off' : 'At most old'} labelFor={`${id}-reach`} {...told(reach)}>
            <NumberControl
              id={`${id}-reach`}
              aria-invalid={problemAt(reach) !== null}
              unit="ms"
              value={reachMs}
              onNumber={(next) => onChange({ ...channel, reachMs: next })}
            />
          </FormGroup>
        )}
        {source.kind === 'kafka' && (
          <FormGroup label="Source name" labelFor={`${id}-source`} {...told('source')}>
            <InputGroup
              id={`${id}-source`}
              value={sourceName ?? ''}
              placeholder="any"
              onValueChange={(next) => onChange({ ...channel, sourceName: next === '' ? null : next })}
            />
          </FormGroup>
        )}
      </div>
      <FurtherFields {...{ channel, problemAt, onChange }} />
    </article>
  );
}
