import { HTMLSelect, InputGroup } from '@blueprintjs/core';
import { useMemo } from 'react';
import { outcomeCodes } from '../../core/contract/api.ts';
import { uploadStates } from '../../core/contract/uploads.ts';
import { uploadLooks } from '../marks/uploads.ts';
import { useStore } from '../store/store.ts';
import { type Filter, type Query, type UploadChoice, type VerdictChoice, verdictChoices } from './query.ts';

type SearchFormProps = { filter: Filter; onFilter(filter: Filter): void; query: Query };

const missedCodes = outcomeCodes.filter((code) => code !== 'captured');
const uploadChoices: { value: UploadChoice; label: string }[] = [
  { value: 'any', label: 'In the Gateway or not' },
  { value: 'not-there', label: 'Not (whole) in the Gateway' },
  ...uploadStates.map((value) => ({ value, label: uploadLooks[value].word })),
];
const choices: VerdictChoice[] = ['any', 'not-complete', 'complete', 'partial', 'empty', 'failed'];

/** Looks while one types. */
export function SearchForm({ filter, onFilter, query }: SearchFormProps) {
  const setup = useStore(({ exporter }) => exporter.setup);
  const channels = useMemo(() => (setup?.devices ?? []).flatMap((device) => device.channels.map(({ name }) => name)), [setup]);
  const set = (change: Partial<Filter>) => onFilter({ ...filter, ...change });
  const wrong = (field: keyof Filter) => (!query.ok && query.field === field ? ({ intent: 'danger' } as const) : {});
  return (
    <search className="capture-search">
      <InputGroup
        {...{ type: 'search', 'aria-label': 'Pulse ID, or a part of it', placeholder: 'Pulse ID or a part', ...wrong('pulseId') }}
        value={filter.pulseId}
        onValueChange={(pulseId) => set({ pulseId })}
      />
      <HTMLSelect
        aria-label="Verdict"
        fill
        value={filter.verdict}
        options={choices.map((value) => ({ value, label: verdictChoices[value] }))}
        onChange={({ currentTarget: { value } }) => set({ verdict: choices.find((each) => each === value) ?? 'any' })}
      />
      <InputGroup
        {...{
          type: 'search',
          'aria-label': 'A channel that was not captured',
          placeholder: 'Channel not captured',
          list: 'capture-channels',
        }}
        className="at-channel"
        value={filter.channel}
        onValueChange={(channel) => set({ channel })}
      />
      <datalist id="capture-channels">
        {channels.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <HTMLSelect
        className="half"
        aria-label="What became of that channel"
        fill
        disabled={filter.channel.trim() === ''}
        {...(filter.channel.trim() === '' && { title: 'Name a channel first' })}
        value={filter.outcome}
        options={[{ value: 'any', label: 'Any reason' }, ...missedCodes.map((value) => ({ value, label: value }))]}
        onChange={({ currentTarget: { value } }) => set({ outcome: missedCodes.find((each) => each === value) ?? 'any' })}
      />
      <HTMLSelect
        className="half"
        aria-label="In the Gateway"
        fill
        value={filter.upload}
        options={uploadChoices}
        onChange={({ currentTarget: { value } }) => set({ upload: uploadChoices.find((each) => each.value === value)?.value ?? 'any' })}
      />
      <label className="caption half" htmlFor="captures-from">
        From, UTC
        <InputGroup
          id="captures-from"
          type="datetime-local"
          value={filter.from}
          {...wrong('from')}
          onValueChange={(from) => set({ from })}
        />
      </label>
      <label className="caption half" htmlFor="captures-to">
        To, UTC
        <InputGroup id="captures-to" type="datetime-local" value={filter.to} {...wrong('to')} onValueChange={(to) => set({ to })} />
      </label>
      {!query.ok && (
        <p className="caption of-source whole" role="alert">
          {query.sentence}
        </p>
      )}
    </search>
  );
}
