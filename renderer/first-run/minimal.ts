import { listOf } from '../settings/field.ts';

/** What the three steps ask for, as it is typed. */
export type Answers = {
  brokers: string;
  retrievalUrl: string;
  managementUrl: string;
  pulsesFrom: 'kafka' | 'archiver';
  pulseTopic: string;
  pulseSourceName: string;
  pulsePv: string;
  name: string;
  dataFolder: string;
};

export const noAnswers: Answers = {
  ...{ brokers: '', retrievalUrl: '', managementUrl: '' },
  ...{ pulsesFrom: 'kafka', pulseTopic: '', pulseSourceName: '', pulsePv: '' },
  ...{ name: 'exporter-1', dataFolder: 'data' },
};

/** The least that works: nothing is captured by itself, and there are no devices yet. */
export function minimalSettings(answers: Answers): Record<string, unknown> {
  const brokers = listOf(answers.brokers);
  const [retrievalUrl, managementUrl, sourceName] = [answers.retrievalUrl, answers.managementUrl, answers.pulseSourceName].map((text) =>
    text.trim(),
  );
  const kafka = brokers.length === 0 ? {} : { kafka: { brokers } };
  const archiver = retrievalUrl === '' ? {} : { archiver: { retrievalUrl, ...(managementUrl !== '' && { managementUrl }) } };
  const pulseSource =
    answers.pulsesFrom === 'kafka'
      ? { kind: 'kafka', topic: answers.pulseTopic.trim(), ...(sourceName !== '' && { sourceName }) }
      : { kind: 'archiver', pv: answers.pulsePv.trim() };
  return {
    ...{ version: 1, name: answers.name.trim(), dataFolder: answers.dataFolder.trim() },
    sources: { ...kafka, ...archiver },
    pulseSource,
    schedule: { kind: 'manual' },
    metadata: { activeArea: { kind: 'fixed', value: '' }, activeExperiment: { kind: 'fixed', value: '' } },
    devices: [],
  };
}

export const steps = ['Sources', 'Pulses', 'Files'] as const;
export type Step = 0 | 1 | 2;

/** Why one cannot go on from this step; null where one can. */
export function lackingAt(step: Step, answers: Answers): string | null {
  const brokers = listOf(answers.brokers);
  switch (step) {
    case 0:
      return brokers.length === 0 && answers.retrievalUrl.trim() === ''
        ? 'Give at least one broker, or the address of the Archiver.'
        : null;
    case 1:
      if (answers.pulsesFrom === 'kafka') {
        if (brokers.length === 0) return 'There are no brokers: go back and give one, or take pulses from the Archiver.';
        return answers.pulseTopic.trim() === '' ? 'Give the topic that carries pulse IDs.' : null;
      }
      if (answers.retrievalUrl.trim() === '') return 'There is no Archiver: go back and give its address, or take pulses from Kafka.';
      return answers.pulsePv.trim() === '' ? 'Give the PV that carries pulse IDs.' : null;
    case 2:
      if (!/^[A-Za-z0-9-]{1,40}$/.test(answers.name.trim())) return 'The name has 1 to 40 letters, digits and "-".';
      return answers.dataFolder.trim() === '' ? 'Say where the files go.' : null;
  }
}
