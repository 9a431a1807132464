import type { Dispatcher } from 'undici';

type Body = Dispatcher.ResponseData['body'];

/** The whole text, or null where it is longer. The limit is held while it streams, so an endless body cannot fill the memory. */
export async function readWhole(body: Body, limitBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(body)) {
    bytes += chunk.length;
    if (bytes > limitBytes) return null;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** An error page is read this far: the server's own sentence is in its first kilobyte. */
const maxErrorBytes = 64 * 1024;

/** What there is of an error page: its status counts, even where the page is cut short. */
export async function readStart(body: Body, ended: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(body)) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= maxErrorBytes) break;
    }
  } catch (error) {
    if (ended.aborted) throw error;
  }
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, maxErrorBytes));
}

async function* chunksOf(body: Body): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) if (chunk instanceof Uint8Array) yield chunk;
}
