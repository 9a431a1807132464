import { Button, InputGroup, Popover } from '@blueprintjs/core';
import { useState } from 'react';
import type { PulseFacts } from '../../core/contract/api.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { clockOf, grouped, isoOf } from '../words/numbers.ts';
import { keyOf } from './places.ts';
import { changeSettings, type ReferenceChoice, useSheetSettings } from './sheet-settings.ts';
import { useFoundPulses } from './use-found-pulses.ts';
import type { Reference } from './use-reference.ts';

type CompareWithProps = { shown: PulseFacts | null; reference: Reference };

/** Which pulse everything is compared with. */
export function CompareWith({ shown, reference }: CompareWithProps) {
  const [isOpen, setOpen] = useState(false);
  const choice = useSheetSettings((settings) => settings.reference);
  return (
    <span className="in-row">
      <span className="caption" aria-hidden>
        Compare with
      </span>
      <Popover
        isOpen={isOpen}
        onInteraction={setOpen}
        placement="bottom-end"
        minimal
        content={
          <ReferenceList
            shown={shown}
            onChoose={(next) => {
              changeSettings({ reference: next });
              setOpen(false);
            }}
          />
        }
      >
        <Button endIcon={<span className="caret" aria-hidden />} title={reference.trouble ?? 'Choose the pulse that all is compared with'}>
          <span className="unseen">Compare with </span>
          {reference.trouble !== null && <StateMark state="attention" />} {choiceWords(choice, reference.pulse)}
        </Button>
      </Popover>
    </span>
  );
}

function choiceWords(choice: ReferenceChoice, pulse: PulseFacts | null): string {
  if (choice.kind === 'none') return 'nothing';
  if (pulse === null) return 'the pulse before';
  const which = `${grouped(pulse.pulseId)}, ${clockOf(pulse.timestampNs).slice(0, 5)}`;
  return choice.kind === 'previous' ? `the pulse before, ${clockOf(pulse.timestampNs)}` : `reference ${which}`;
}

type ReferenceListProps = { shown: PulseFacts | null; onChoose(choice: ReferenceChoice): void };

function ReferenceList({ shown, onChoose }: ReferenceListProps) {
  const [text, setText] = useState('');
  const { found, trouble } = useFoundPulses(text, shown);
  return (
    <div className="reference-list">
      <button
        type="button"
        className="choice"
        disabled={shown === null}
        onClick={() => shown !== null && onChoose({ kind: 'pulse', pulse: shown })}
      >
        This pulse, from now on
      </button>
      <button type="button" className="choice" onClick={() => onChoose({ kind: 'previous' })}>
        Always the pulse before
      </button>
      <button type="button" className="choice" onClick={() => onChoose({ kind: 'none' })}>
        Nothing
      </button>
      <InputGroup
        type="search"
        size="small"
        aria-label="Find a pulse by its ID or time"
        placeholder="Pulse ID, or time: 10:44"
        value={text}
        onValueChange={setText}
      />
      <Trouble sentence={trouble} />
      <ul aria-label="Captured pulses">
        {found?.map(({ captureId, pulse, verdict }) => (
          <li key={`${keyOf(pulse)} ${captureId}`}>
            <button type="button" className="choice" onClick={() => onChoose({ kind: 'pulse', pulse })}>
              <span>{grouped(pulse.pulseId)}</span>
              <span className="soft">{isoOf(pulse.timestampNs).slice(5, 19).replace('T', ' ')}</span>
              <span className="caption">{verdict}</span>
            </button>
          </li>
        ))}
        {found?.length === 0 && trouble === null && <li className="caption">No capture with a file here is like that.</li>}
      </ul>
    </div>
  );
}
