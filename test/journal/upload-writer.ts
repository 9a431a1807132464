import { createJournal } from '../../core/journal/journal.ts';
import { at, captured, endWith, pulseNumber, startOf } from './samples.ts';
import { uploadEnd } from './settled.ts';

/** A process that finishes captures, uploads their files and removes them without end, and says what the journal has answered, until it is killed. */
const [file = '', first = '0'] = process.argv.slice(2);
const journal = await createJournal({ file, workerUrl: new URL('../../core/journal/worker.ts', import.meta.url) });
const say = (fact: object) => process.stdout.write(`${JSON.stringify(fact)}\n`);

say({ recovered: await journal.recoverUploads() });
for (let n = Number(first); ; n += 1) {
  const [begun] = await journal.begin([startOf(pulseNumber(n))]);
  const id = begun?.captureId ?? '';
  const name = `${id.padStart(9, '0')}.h5`;
  await journal.finish(id, endWith([captured('A'), captured('B')], { file: name, upload: true }));
  say({ queued: id });
  const due = await journal.dueUpload(Number.MAX_SAFE_INTEGER);
  const sent = due?.captureId ?? '';
  await journal.beginUpload(sent, at);
  say({ sending: sent });
  const isAway = n % 3 === 0;
  const earlier = { unknownEnd: isAway, arrived: isAway ? [] : ['A', 'B'] };
  await journal.endUpload(sent, uploadEnd({ state: isAway ? 'waiting' : 'accepted', retryAtMs: isAway ? 1 : null, earlier }));
  say(isAway ? { waiting: sent } : { accepted: sent });
  const { files } = await journal.uploadedFiles('', 1);
  await journal.keep(
    'removing',
    files.map((each) => each.file),
  );
  for (const id of await journal.filesRemoved(
    files.map((each) => each.file),
    at,
  ))
    say({ removed: id });
}
