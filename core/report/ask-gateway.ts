import type { Clock } from '../clock.ts';
import { ExporterError, type Failure, failure, toFailure } from '../contract/errors.ts';
import type { Journal } from '../journal/port.ts';
import { fromFacts } from '../pulses/pulse.ts';
import type { Gateway } from '../upload/port.ts';
import { recordIdOf } from '../upload/record-id.ts';
import type { Expected } from './fate.ts';
import { wholeReason } from './reason.ts';
import { type Standing, standingOf } from './standing.ts';

/** Questions at once: one server process answers them all, and takes files meanwhile. */
const atOnce = 4;
const againAfterMs = 1000;
/** So many that fail one after the other, each asked twice: nobody answers. */
const failuresMost = 3;

export type AskPorts = {
  host: string;
  gateway: Pick<Gateway, 'record'>;
  journal: Pick<Journal, 'earlier'>;
  clock: Clock;
  /** From now on. What is not asked by then can't be told. */
  limitMs: number;
};

export type Asker = {
  /** One answer for each; none but STOPPED is thrown. */
  ask(pulses: readonly Expected[], signal: AbortSignal, onAnswer: (expected: Expected, standing: Standing) => void): Promise<void>;
  /** Why it asks no more. */
  failure(): Failure | null;
};

/** Looks for records by their IDs. A Gateway that is away is not asked for each of thousands of pulses. */
export function createAsker({ host, gateway, journal, clock, limitMs }: AskPorts): Asker {
  const untilMs = clock.monotonicMs() + limitMs;
  let failures = 0;
  let gone: Failure | null = null;

  async function askOnce({ pulse, digits, least, leftOut, removedAt }: Expected, signal: AbortSignal): Promise<Standing> {
    const { captured } = await journal.earlier(fromFacts(pulse));
    const names = captured.filter((name) => !leftOut.includes(name));
    const recordId = recordIdOf(BigInt(pulse.timestampNs), digits === 3);
    return standingOf(await gateway.record(recordId, signal), { pulse, recordId, names, least, removedAt }, host);
  }

  async function answerFor(expected: Expected, signal: AbortSignal): Promise<Standing> {
    for (let again = false; ; again = true) {
      if (signal.aborted) throw new ExporterError('STOPPED', 'The report was stopped before the Gateway had answered.');
      if (clock.monotonicMs() >= untilMs) gone ??= failure('GATEWAY_TIMEOUT', tooLong(host));
      if (gone !== null) return cannotTell(gone);
      try {
        const standing = await askOnce(expected, signal);
        failures = 0;
        return standing;
      } catch (error) {
        const why = toFailure(error);
        if (signal.aborted || why.code === 'JOURNAL_FAILED') {
          gone ??= why; // the others at it end too
          throw error;
        }
        if (isFinal(why)) gone ??= why;
        else if (again) {
          failures += 1;
          if (failures >= failuresMost) gone ??= why;
          return cannotTell(why);
        } else await clock.sleep(againAfterMs, signal);
      }
    }
  }

  return {
    async ask(pulses, signal, onAnswer) {
      const waiting = pulses.values();
      const askSome = async (): Promise<void> => {
        for (const expected of waiting) onAnswer(expected, await answerFor(expected, signal));
      };
      await Promise.all(Array.from({ length: atOnce }, askSome));
    },
    failure: () => gone,
  };
}

function cannotTell({ code, message }: Failure): Standing {
  return { as: 'cannotTell', reason: wholeReason('gateway', code, message) };
}

/** Asking again changes nothing about these. */
function isFinal({ code }: Failure): boolean {
  return code === 'GATEWAY_LOGIN' || code === 'GATEWAY_FORBIDDEN' || code === 'GATEWAY_TLS' || code === 'GATEWAY_PROXY';
}

function tooLong(host: string): string {
  return `Asking ${host} for every pulse took too long; those that were not asked cannot be told. Ask for a shorter range, or for a sample.`;
}
