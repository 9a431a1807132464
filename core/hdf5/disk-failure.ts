import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { ExporterError, type FailureCode, messageOf } from '../contract/errors.ts';

const codes: Record<string, FailureCode> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EFBIG: 'DISK_FULL',
  EROFS: 'DISK_READ_ONLY',
  EACCES: 'DISK_READ_ONLY',
  EPERM: 'DISK_READ_ONLY',
  ENOENT: 'DISK_UNREACHABLE',
  ENOTDIR: 'DISK_UNREACHABLE',
  EIO: 'DISK_UNREACHABLE',
  ESTALE: 'DISK_UNREACHABLE',
  ENXIO: 'DISK_UNREACHABLE',
  ENODEV: 'DISK_UNREACHABLE',
  ETIMEDOUT: 'DISK_UNREACHABLE',
  EHOSTDOWN: 'DISK_UNREACHABLE',
  EEXIST: 'FILE_EXISTS',
};

/** HDF5 keeps the system's sentence inside its own, and musl's sentences are these. */
const sentences: [RegExp, string][] = [
  [/No space left on device/i, 'ENOSPC'],
  [/Quota exceeded/i, 'EDQUOT'],
  [/File too large/i, 'EFBIG'],
  [/Read-only file system/i, 'EROFS'],
  [/Permission denied/i, 'EACCES'],
  [/I\/O error/i, 'EIO'],
  [/Stale file handle/i, 'ESTALE'],
];

/** What has happened to the disk, as a sentence with the folder in it. HDF5's own errors seldom tell: then the folder is asked. `path` is the file's final one. */
export function diskFailure(error: unknown, path: string): ExporterError {
  if (error instanceof ExporterError) return error;
  const told = toldBy(error) ?? probe(dirname(path));
  const code = (told === null ? undefined : codes[told]) ?? 'WRITE_FAILED';
  const reason = told ?? firstLines(error);
  return new ExporterError(code, `${path}: ${sentence(code, dirname(path), reason)}`, { facts: { path, reason }, cause: error });
}

/** Why a file could not be read. Nothing is tried on its disk: who looks leaves no trace there, and may not be allowed to write. */
export function readFailure(error: unknown, path: string): ExporterError {
  if (error instanceof ExporterError) return error;
  const told = toldBy(error);
  const facts = { path, reason: told ?? firstLines(error) };
  if (told === 'EACCES' || told === 'EPERM')
    return new ExporterError(
      'READ_FAILED',
      `${path} may not be read by the user that runs this program. Ask its owner for the right to read it.`,
      {
        facts,
        cause: error,
      },
    );
  if (told !== null && codes[told] === 'DISK_UNREACHABLE')
    return new ExporterError('DISK_UNREACHABLE', `${path}: ${sentence('DISK_UNREACHABLE', dirname(path), told)}`, { facts, cause: error });
  return new ExporterError('READ_FAILED', `${path}: HDF5 cannot read it. ${facts.reason}`, { facts, cause: error });
}

/** Of a folder that could not be made Node says ENOENT whatever the reason was; the nearest one that exists tells. */
function toldBy(error: unknown): string | null {
  const errno = errnoOf(error);
  if (errno === 'ENOENT' && error instanceof Error && 'syscall' in error && error.syscall === 'mkdir' && 'path' in error)
    return probe(nearest(String(error.path))) ?? errno;
  return errno ?? sentences.find(([pattern]) => pattern.test(textOf(error)))?.[1] ?? null;
}

function nearest(folder: string): string {
  return fs.existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

function sentence(code: FailureCode, folder: string, reason: string): string {
  switch (code) {
    case 'DISK_FULL':
      return `the disk or quota of ${folder} takes no more (${reason}); make room there.`;
    case 'DISK_READ_ONLY':
      return `${folder} may not be written to (${reason}); check its permissions and how it is mounted.`;
    case 'DISK_UNREACHABLE':
      return `${folder} is gone or does not answer (${reason}); check that the disk or network drive is there.`;
    case 'FILE_EXISTS':
      return 'a file of this name is there already, and is never overwritten.';
    default:
      return `it could not be written, and the disk takes other files: ${reason}`;
  }
}

function errnoOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code in codes ? error.code : null;
}

/** Does the folder take a small file? null where it does. */
function probe(folder: string): string | null {
  const path = join(folder, `.probe-${randomUUID()}`);
  try {
    const { bavail } = fs.statfsSync(folder);
    if (bavail === 0) return 'ENOSPC';
    fs.writeFileSync(path, Buffer.alloc(4096), { flush: true });
    return null;
  } catch (error) {
    return errnoOf(error);
  } finally {
    removed(path);
  }
}

function removed(path: string): void {
  try {
    fs.rmSync(path, { force: true });
  } catch {
    // It could not be made either.
  }
}

function textOf(error: unknown): string {
  return messageOf(error);
}

/** Of HDF5's stack, the deepest message; never more than a line. */
function firstLines(error: unknown): string {
  const messages = [...textOf(error).matchAll(/#\d+: .*?\(\): (.*)/g)].map((match) => match[1] ?? '');
  return (messages.at(-1) ?? textOf(error).split('\n')[0] ?? '').slice(0, 200);
}
