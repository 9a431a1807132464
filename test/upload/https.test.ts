import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { always, clientOf, fileOf, json, loggedIn, setStage, submitted } from './server.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
afterAll(() => {
  if (!hasOpenssl) console.warn('Skipped: https, because openssl is not here to make a certificate.');
});

/** Signed by itself, for two days. */
function certificateFor(name: string): { cert: string; key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'upload-tls-'));
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', '/CN=gateway', '-addext', `subjectAltName=${name}`];
  execFileSync('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' });
  const made = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  rmSync(folder, { recursive: true });
  return made;
}

it.skipIf(!hasOpenssl)('a Gateway with a certificate of its own authority is trusted with gateway.caFile, and named without', async () => {
  const tls = certificateFor('IP:127.0.0.1');
  const { gateway, url } = await setStage(
    loggedIn((_, request, response) => {
      request.resume().on('end', () => json(response, 201, submitted(['A'])));
    }),
    { tls: { ...tls, ca: tls.cert } },
  );
  const file = await fileOf(new Uint8Array(1_000_000));
  expect(await gateway.submit(file, always)).toMatchObject({ status: 201, accepted: ['A'] });
  expect(await clientOf({ url }).submit(file, always)).toMatchObject({
    unknownEnd: false,
    failure: { code: 'GATEWAY_TLS', message: expect.stringContaining('gateway.caFile') },
  });
});

it.skipIf(!hasOpenssl)('a certificate for another name is said to be that', async () => {
  const tls = certificateFor('DNS:gateway.example');
  const { gateway } = await setStage((_, __, response) => json(response, 200, '1.1.1'), { tls: { ...tls, ca: tls.cert } });
  await expect(gateway.version(always)).rejects.toMatchObject({ code: 'GATEWAY_TLS', message: expect.stringContaining('another name') });
});
