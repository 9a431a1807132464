import { createReadStream, openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { FormData } from 'undici';
import { ExporterError } from '../contract/errors.ts';
import type { OnProgress, UploadFile } from './port.ts';

/**
 * The form the Gateway wants: one file in the field `file`. It is read from the disk while it goes, so it may be of any size. `over` closes it: undici
 * leaves the rest of a body that it does not need any more where it is.
 */
export async function fileForm(file: UploadFile, onProgress: OnProgress, over: AbortSignal): Promise<FormData> {
  const { path, size, name = basename(path) } = file;
  try {
    const before = await stat(path);
    if (before.size !== size) throw changed(path, `it has ${before.size} bytes and had ${size}`);
    const form = new FormData();
    form.append('file', new StreamedFile(await openAsBlob(path), name, () => bytesOf(file, before.mtimeMs, onProgress, over)));
    return form;
  } catch (error) {
    throw error instanceof ExporterError ? error : changed(path, 'it cannot be opened', error);
  }
}

/** Blobs of files keep them open until memory is collected, so this one brings its own bytes. */
class StreamedFile extends File {
  readonly #bytes: () => AsyncGenerator<Uint8Array<ArrayBuffer>>;

  constructor(blob: Blob, name: string, bytes: () => AsyncGenerator<Uint8Array<ArrayBuffer>>) {
    super([blob], name, { type: 'application/x-hdf5' });
    this.#bytes = bytes;
  }

  override stream(): ReturnType<File['stream']> {
    return ReadableStream.from(this.#bytes());
  }
}

const chunkBytes = 256 * 1024;

/** Where the file changes meanwhile, its end is held back, so that the Gateway does not get a whole. */
async function* bytesOf(
  { path, size }: UploadFile,
  mtimeMs: number,
  onProgress: OnProgress,
  over: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  let held: Uint8Array<ArrayBuffer> | null = null;
  try {
    for await (const chunk of createReadStream(path, { end: Math.max(0, size - 1), highWaterMark: chunkBytes, signal: over })) {
      if (!(chunk instanceof Uint8Array)) continue;
      if (held !== null) yield held;
      held = new Uint8Array(chunk);
      bytes += chunk.length;
      onProgress(bytes);
    }
    const after = await stat(path);
    if (bytes !== size || after.mtimeMs !== mtimeMs) throw changed(path, 'it changed while it was read');
  } catch (error) {
    throw over.aborted || error instanceof ExporterError ? error : changed(path, 'it cannot be read to its end', error);
  }
  if (held !== null) yield held;
}

function changed(path: string, how: string, cause?: unknown): ExporterError {
  const sentence = `${basename(path)} is not what was verified: ${how}. It is not uploaded. Is the disk all right, and has somebody moved or changed the file?`;
  return new ExporterError('VERIFY_FAILED', sentence, { cause, facts: { file: path } });
}
