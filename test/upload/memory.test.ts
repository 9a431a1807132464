import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { always, json, loggedIn, setStage, submitted } from './server.ts';

const mb = 1024 * 1024;

test('a file of 200 MB goes through a few megabytes of memory', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'upload-memory-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'large.h5');
  const size = 200 * mb;
  const file = await open(path, 'w');
  await file.truncate(size);
  await file.close();

  let received = 0;
  const { gateway } = await setStage(
    loggedIn((_, request, response) => {
      request.on('data', (chunk: Uint8Array) => {
        received += chunk.length;
      });
      request.on('end', () => json(response, 201, submitted(['A'])));
    }),
  );
  const before = process.memoryUsage.rss();
  let most = 0;
  const answer = await gateway.submit({ path, size }, always, () => {
    most = Math.max(most, process.memoryUsage.rss() - before);
  });
  expect(answer).toMatchObject({ status: 201 });
  expect(received).toBeGreaterThan(size);
  // Receiver and collector are in the same process; the file as a whole would be 200 MB more.
  expect(most / mb).toBeLessThan(120);
  console.info(`200 MB sent with at most ${Math.round(most / mb)} MB more memory`);
});
