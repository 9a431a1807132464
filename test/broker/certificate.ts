import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const password = 'only-for-this-test';
const host = 'localhost';

/** A self-signed certificate for localhost, made by the keytool that comes with Java; its own `ca`. */
export function makeCertificate(folder: string): { keystore: string; password: string; ca: string } {
  const keystore = join(folder, 'broker.p12');
  const store = ['-alias', 'broker', '-keystore', keystore, '-storetype', 'PKCS12', '-storepass', password];
  const key = [
    '-keyalg',
    'EC',
    '-groupname',
    'secp256r1',
    '-dname',
    `CN=${host}`,
    '-ext',
    `san=dns:${host},ip:127.0.0.1`,
    '-validity',
    '2',
  ];
  execFileSync('keytool', ['-genkeypair', ...store, ...key], { stdio: 'pipe' });
  const ca = execFileSync('keytool', ['-exportcert', '-rfc', ...store], { encoding: 'utf8', stdio: 'pipe' });
  return { keystore, password, ca };
}
