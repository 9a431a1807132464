import { InputGroup } from '@blueprintjs/core';
import type { Metadata } from '../../core/contract/api.ts';
import { useStore } from '../store/store.ts';
import { asSettingsSay, factTitles, isToldByLeader, nextFacts, type Wanted } from './metadata.ts';

/** Longer ones the exporter refuses. */
const longestFact = 500;

type FactFieldProps = { fact: keyof Metadata; wanted: Wanted; onWanted(wanted: Wanted): void };

export function FactField({ fact, wanted, onWanted }: FactFieldProps) {
  const exporter = useStore((store) => store.exporter);
  const set = exporter.metadata[fact];
  const value = wanted[fact] === undefined ? nextFacts(exporter)[fact] : wanted[fact];
  const isBack = wanted[fact] === null;
  const isFollower = isToldByLeader(exporter);
  return (
    <div className="fact">
      <label htmlFor={`fact-${fact}`}>{factTitles[fact]}</label>
      <InputGroup
        id={`fact-${fact}`}
        maxLength={longestFact}
        value={value ?? ''}
        placeholder={isBack || set === undefined ? asSettingsSay : ''}
        onValueChange={(text) => onWanted({ ...wanted, [fact]: text.trimStart() })}
      />
      <span className="caption fact-says">
        {isBack
          ? 'again as the settings say'
          : set !== undefined
            ? 'set by a person'
            : isFollower
              ? 'as the leader says'
              : 'from the settings'}
        {(set !== undefined || isFollower) && !isBack && (
          <>
            {'; '}
            <button type="button" className="link" onClick={() => onWanted({ ...wanted, [fact]: null })}>
              as the settings say again
            </button>
          </>
        )}
        {wanted[fact] !== undefined && (
          <>
            {'; '}
            <button type="button" className="link" onClick={() => onWanted(without(wanted, fact))}>
              leave it unchanged
            </button>
          </>
        )}
      </span>
    </div>
  );
}

function without(wanted: Wanted, fact: keyof Metadata): Wanted {
  const { [fact]: _, ...rest } = wanted;
  return rest;
}
