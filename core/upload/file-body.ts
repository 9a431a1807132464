import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { FormData } from 'undici';
import { ExporterError } from '../contract/errors.ts';
import type { OnProgress, UploadFile } from './port.ts';

/** The form the Gateway wants: one file in the field `file`. It is read from the disk while it goes, so it may be of any size. */
export async function fileForm({ path, size }: UploadFile, onProgress: OnProgress): Promise<FormData> {
  const blob = await opened(path);
  if (blob.size !== size) throw changed(path, `it has ${blob.size} bytes and had ${size}`);
  const form = new FormData();
  form.append('file', new CountedFile(blob, basename(path), onProgress));
  return form;
}

class CountedFile extends File {
  readonly #onProgress: OnProgress;

  constructor(blob: Blob, name: string, onProgress: OnProgress) {
    super([blob], name, { type: 'application/x-hdf5' });
    this.#onProgress = onProgress;
  }

  override stream(): ReturnType<File['stream']> {
    const tell = this.#onProgress;
    let bytes = 0;
    return super.stream().pipeThrough(
      new TransformStream({
        transform(chunk: Uint8Array<ArrayBuffer>, to) {
          bytes += chunk.length;
          tell(bytes);
          to.enqueue(chunk);
        },
      }),
    );
  }
}

async function opened(path: string): Promise<Blob> {
  try {
    return await openAsBlob(path);
  } catch (error) {
    throw changed(path, 'it cannot be opened', error);
  }
}

/** Node reads no further in a file that changes under it. */
export function isFileTrouble(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotReadableError';
}

export function changed(path: string, how: string, cause?: unknown): ExporterError {
  const sentence = `${basename(path)} is not what was verified: ${how}. It is not uploaded. Is the disk all right, and has somebody moved or changed the file?`;
  return new ExporterError('VERIFY_FAILED', sentence, { cause, facts: { file: path } });
}
