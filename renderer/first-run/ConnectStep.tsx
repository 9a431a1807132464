import { FormGroup, InputGroup, TextArea } from '@blueprintjs/core';
import { type ReactNode, useId } from 'react';
import { Segments } from '../parts/Segments.tsx';
import { TestConnection } from '../settings/TestConnection.tsx';
import type { Answers, Step } from './minimal.ts';

type ConnectStepProps = { step: Step; answers: Answers; settings: unknown; onAnswers(change: Partial<Answers>): void };

export function ConnectStep({ step, answers, settings, onAnswers }: ConnectStepProps) {
  const id = useId();
  const text = (key: keyof Answers, label: string, help: string, placeholder = '') => (
    <Labelled id={`${id}-${key}`} label={label} help={help}>
      <InputGroup
        id={`${id}-${key}`}
        aria-describedby={`${id}-${key}-help`}
        placeholder={placeholder}
        value={answers[key]}
        onValueChange={(value) => onAnswers({ [key]: value })}
      />
    </Labelled>
  );
  if (step === 0)
    return (
      <>
        <Labelled id={`${id}-brokers`} label="Kafka brokers" help="host:port of some, one a line. TLS and passwords are set in Settings.">
          <TextArea
            id={`${id}-brokers`}
            aria-describedby={`${id}-brokers-help`}
            fill
            autoFocus
            rows={3}
            placeholder="kafka-1.facility.example:9092"
            value={answers.brokers}
            onChange={(event) => onAnswers({ brokers: event.target.value })}
          />
        </Labelled>
        {answers.brokers.trim() !== '' && <TestConnection connection="kafka" settings={settings} disabledWhy={null} />}
        {text(
          'retrievalUrl',
          'Archiver, retrieval address',
          'As far as /retrieval. Leave it empty where there is none.',
          'http://archiver.facility.example:17668/retrieval',
        )}
        {text(
          'managementUrl',
          'Archiver, management address',
          'As far as /mgmt; may be left out.',
          'http://archiver.facility.example:17665/mgmt',
        )}
        {answers.retrievalUrl.trim() !== '' && <TestConnection connection="archiver" settings={settings} disabledWhy={null} />}
      </>
    );
  if (step === 1)
    return (
      <>
        <p className="step-choice">
          <Segments
            label="Pulse IDs come from"
            options={{ kafka: 'A Kafka topic', archiver: 'An Archiver PV' }}
            value={answers.pulsesFrom}
            onChange={(pulsesFrom) => onAnswers({ pulsesFrom })}
          />
        </p>
        {answers.pulsesFrom === 'kafka' ? (
          <>
            {text('pulseTopic', 'Topic', 'Of the timing system: its messages carry pulse IDs.', 'timing')}
            {text('pulseSourceName', 'Source name', 'Only where the topic carries several sources.')}
          </>
        ) : (
          text('pulsePv', 'PV', 'Of the timing system: its value is the pulse ID, archived exactly.', 'FAC-TIMING:PULSE')
        )}
        <TestConnection key={answers.pulsesFrom} connection="pulses" settings={settings} disabledWhy={null} />
      </>
    );
  return (
    <>
      {text('name', 'Name of this exporter', 'It goes into every file name, and tells exporters of a group apart.')}
      {text('dataFolder', 'Data folder', 'Where HDF5 files go: a full path, or one below the folder of the settings.')}
    </>
  );
}

function Labelled({ id, label, help, children }: { id: string; label: string; help: string; children: ReactNode }) {
  return (
    <FormGroup label={label} labelFor={id} inline className="setting" helperText={<span id={`${id}-help`}>{help}</span>}>
      {children}
    </FormGroup>
  );
}
