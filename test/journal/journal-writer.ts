import { createJournal } from '../../core/journal/journal.ts';
import { captured, endWith, entry, missing, pulseNumber, startOf } from './samples.ts';

/** A process that takes captures without end into the journal it is given, and says what the journal has answered, until it is killed. */
const [file = '', first = '0'] = process.argv.slice(2);
const journal = await createJournal({ file, workerUrl: new URL('../../core/journal/worker.ts', import.meta.url) });
const say = (fact: object) => process.stdout.write(`${JSON.stringify(fact)}\n`);
const outcomes = Array.from({ length: 60 }, (_, n) => (n % 4 === 0 ? missing(`C-${n}`) : captured(`C-${n}`)));

for (let n = Number(first); ; n += 2) {
  const begun = await journal.begin([startOf(pulseNumber(n)), startOf(pulseNumber(n + 1))]);
  say({ begun: begun.map(({ captureId }) => captureId) });
  await journal.keepEntries([entry(n + 1), entry(n + 2)]);
  say({ kept: [n + 1, n + 2] });
  for (const { captureId } of begun) {
    await journal.step(captureId, 'writing', { file: `${captureId}.h5` });
    say({ stepped: captureId });
    await journal.finish(captureId, endWith(outcomes, { file: `${captureId}.h5` }));
    say({ finished: captureId });
    await journal.amend(captureId, [{ ...captured('C-0'), code: 'late' }]);
    say({ amended: captureId });
  }
}
