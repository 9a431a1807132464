import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { Trouble } from '../parts/Trouble.tsx';
import { ConnectStep } from './ConnectStep.tsx';
import { type Answers, lackingAt, minimalSettings, noAnswers, type Step, steps } from './minimal.ts';

type ConnectProps = { busy: boolean; trouble: string | null; onDone(settings: unknown): void; onLeave(): void };

export function Connect({ busy, trouble, onDone, onLeave }: ConnectProps) {
  const [step, setStep] = useState<Step>(0);
  const [answers, setAnswers] = useState<Answers>(noAnswers);
  const settings = minimalSettings(answers);
  const lacking = lackingAt(step, answers);
  const isLast = step === 2;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (lacking !== null) return;
        if (isLast) onDone(settings);
        else setStep(step === 0 ? 1 : 2);
      }}
    >
      <ol className="steps soft" aria-label="Steps">
        {steps.map((title, index) => (
          <li key={title} {...(index === step && { 'aria-current': 'step' as const })}>
            {index + 1}. {title}
          </li>
        ))}
      </ol>
      <ConnectStep
        key={step}
        step={step}
        answers={answers}
        settings={settings}
        onAnswers={(change) => setAnswers({ ...answers, ...change })}
      />
      <Trouble sentence={trouble} />
      <p className="in-row actions">
        <Button onClick={() => (step === 0 ? onLeave() : setStep(step === 2 ? 1 : 0))}>Back</Button>
        <span className="grow small soft">{lacking ?? ''}</span>
        <Button type="submit" intent="primary" disabled={lacking !== null || busy} title={lacking ?? ''}>
          {busy ? 'Connecting…' : isLast ? 'Connect, then add devices' : 'Next'}
        </Button>
      </p>
    </form>
  );
}
