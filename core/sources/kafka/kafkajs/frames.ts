const lengthBytes = 4;

/** No broker of ours answers with more; larger "lengths" come from something that is no Kafka broker. */
const maxFrameBytes = 1024 * 1024 * 1024;

/** First two bytes of a TLS alert, as what they would be: the upper half of a length. */
const tlsAlert = 0x1503;

class FrameError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Shorter rests of an answer come together with what follows them, in one read. */
const pieceBytes = 256 * 1024;
const longRest = 64 * 1024;

export type Frames = {
  /** Where the next bytes are best read to: a long answer's straight to where they stay. */
  room(): Uint8Array;
  /** What was read, there or elsewhere. Elsewhere it may be used again once this returns. */
  take(piece: Uint8Array): void;
};

/**
 * Puts Kafka's answers (a length, then so many bytes) together in one buffer each. kafkajs would keep every piece of 64 kB and copy all of them at the end: for 84 MB
 * that is twice the memory and most of the garbage of a capture.
 */
export function assembleFrames(give: (frame: Buffer) => void, roomFor: (bytes: number) => Buffer = Buffer.allocUnsafeSlow): Frames {
  const shared = Buffer.allocUnsafeSlow(pieceBytes);
  const length = Buffer.alloc(lengthBytes);
  let frame: Buffer | null = null;
  let filled = 0;

  function take(piece: Uint8Array): void {
    for (let at = 0; at < piece.length; ) {
      const target: Buffer = frame ?? length;
      const taken = Math.min(target.length - filled, piece.length - at);
      if (piece.buffer !== target.buffer) target.set(piece.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled < target.length) return;
      if (frame === null) {
        frame = begin(length, roomFor);
      } else {
        frame = null;
        filled = 0;
        give(target);
      }
    }
  }

  return { take, room: () => (frame !== null && frame.length - filled >= longRest ? frame.subarray(filled) : shared) };
}

function begin(length: Buffer, roomFor: (bytes: number) => Buffer): Buffer {
  if (length.readUInt16BE(0) === tlsAlert) throw new FrameError('ERR_TLS_WANTED', 'The broker answers in TLS');
  const bytes = length.readInt32BE(0);
  if (bytes < 0 || bytes > maxFrameBytes) throw new FrameError('ERR_NO_KAFKA', 'What answers is no Kafka broker');
  const frame = roomFor(lengthBytes + bytes);
  length.copy(frame);
  return frame;
}
