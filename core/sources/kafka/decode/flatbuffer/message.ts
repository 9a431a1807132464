import { ExporterError } from '../../../../contract/errors.ts';

/** Offset of the root and schema id: less than this is no message. */
const headBytes = 8;

/**
 * Texts and parts that one reading of a message may make. Offsets may point many times to one text, so that a small message could
 * otherwise stand for terabytes. Numbers cost nothing: nobody looks at them, they stay where they are.
 */
const costLimit = 16 * 1024 * 1024;
const textCost = 16;
const partCost = 64;

/** The bytes of one message, every access of which is checked: they come from outside and may be cut off, damaged or meant to harm. */
export class Message {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  #spent = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < headBytes) throw this.undecodable(`it has only ${bytes.length} bytes`);
  }

  get schema(): string {
    const id = Array.from(this.bytes.subarray(4, headBytes), (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '?'));
    return id.join('');
  }

  undecodable(why: string): ExporterError {
    const form = this.bytes.length < headBytes ? 'message' : `${this.schema} message`;
    return new ExporterError(
      'MESSAGE_UNDECODABLE',
      `This ${form} cannot be read: ${why}. It was damaged, or its producer writes another form.`,
    );
  }

  /** Positions and sizes are sums of 32-bit numbers, so a double holds them exactly. */
  check(at: number, size: number): void {
    if (at < 0 || at + size > this.bytes.length) {
      throw this.undecodable(`it points to bytes ${at} to ${at + size}, and has ${this.bytes.length}`);
    }
  }

  uint32(at: number): number {
    this.check(at, 4);
    return this.view.getUint32(at, true);
  }

  /** Where the offset at this position leads. */
  follow(at: number): number {
    return at + this.uint32(at);
  }

  text(at: number): string {
    return this.textOf(this.vector(at, 1));
  }

  textOf(bytes: Uint8Array): string {
    this.spend(textCost + bytes.length);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  }

  /** A view, not a copy. */
  vector(at: number, bytesEach: number): Uint8Array {
    const size = this.uint32(at) * bytesEach;
    this.check(at + 4, size);
    return this.bytes.subarray(at + 4, at + 4 + size);
  }

  /** Positions of the parts that a vector of offsets leads to. */
  parts(at: number): number[] {
    const count = this.uint32(at);
    this.check(at + 4, count * 4);
    this.spend(partCost * count);
    return Array.from({ length: count }, (_, index) => this.follow(at + 4 + index * 4));
  }

  /** For every byte that is looked at or copied. */
  spend(cost: number): void {
    this.#spent += cost;
    if (this.#spent <= costLimit) return;
    throw new ExporterError(
      'VALUE_TOO_LARGE',
      `This ${this.schema} message holds more than 16 MB of texts or parts, which no channel can take.`,
    );
  }
}
