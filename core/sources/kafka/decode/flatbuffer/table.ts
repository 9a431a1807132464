import { bytesPer, type DType } from '../../../value.ts';
import { Message } from './message.ts';
import { readers, zeroOf } from './scalars.ts';

const absent = -1;

/**
 * One table of a FlatBuffers message. A slot is the field's place in the vtable, 4 for the first field, 6 for the second…
 * Absent fields have the default 0, or null. https://flatbuffers.dev/internals
 */
export class Table {
  readonly message: Message;
  readonly #at: number;
  readonly #size: number;
  readonly #vtable: number;
  readonly #vtableSize: number;

  constructor(message: Message, at: number) {
    message.check(at, 4);
    const vtable = at - message.view.getInt32(at, true);
    message.check(vtable, 4);
    const vtableSize = message.view.getUint16(vtable, true);
    const size = message.view.getUint16(vtable + 2, true);
    if (vtableSize < 4 || size < 4) throw message.undecodable('a table in it has no place for its fields');
    message.check(vtable, vtableSize);
    message.check(at, size);
    this.message = message;
    this.#at = at;
    this.#size = size;
    this.#vtable = vtable;
    this.#vtableSize = vtableSize;
  }

  static root(bytes: Uint8Array): Table {
    const message = new Message(bytes);
    return new Table(message, message.follow(0));
  }

  number(slot: number, dtype: DType): number | bigint | boolean {
    const at = this.#find(slot, bytesPer[dtype]);
    return at === absent ? zeroOf(dtype) : readers[dtype](this.message.view, at, true);
  }

  uint8(slot: number): number {
    const at = this.#find(slot, 1);
    return at === absent ? 0 : readers.uint8(this.message.view, at);
  }

  uint16(slot: number, otherwise = 0): number {
    const at = this.#find(slot, 2);
    return at === absent ? otherwise : readers.uint16(this.message.view, at, true);
  }

  int32(slot: number): number {
    const at = this.#find(slot, 4);
    return at === absent ? 0 : readers.int32(this.message.view, at, true);
  }

  float64(slot: number): number {
    const at = this.#find(slot, 8);
    return at === absent ? 0 : readers.float64(this.message.view, at, true);
  }

  int64(slot: number): bigint {
    const at = this.#find(slot, 8);
    return at === absent ? 0n : readers.int64(this.message.view, at, true);
  }

  uint64(slot: number): bigint {
    const at = this.#find(slot, 8);
    return at === absent ? 0n : readers.uint64(this.message.view, at, true);
  }

  text(slot: number): string | null {
    const at = this.#follow(slot);
    return at === null ? null : this.message.text(at);
  }

  texts(slot: number): string[] {
    const at = this.#follow(slot);
    return at === null ? [] : this.message.parts(at).map((part) => this.message.text(part));
  }

  table(slot: number): Table | null {
    const at = this.#follow(slot);
    return at === null ? null : new Table(this.message, at);
  }

  tables(slot: number): Table[] | null {
    const at = this.#follow(slot);
    return at === null ? null : this.message.parts(at).map((part) => new Table(this.message, part));
  }

  /** Bytes of a vector of numbers, as a view. */
  vector(slot: number, bytesEach: number): Uint8Array | null {
    const at = this.#follow(slot);
    return at === null ? null : this.message.vector(at, bytesEach);
  }

  /** What the schema wants present; `what` ends the sentence "it has no …". */
  required<T>(value: T | null, what: string): T {
    if (value === null) throw this.message.undecodable(`it has no ${what}`);
    return value;
  }

  #find(slot: number, size: number): number {
    if (slot + 2 > this.#vtableSize) return absent;
    const offset = this.message.view.getUint16(this.#vtable + slot, true);
    if (offset === 0) return absent;
    if (offset < 4 || offset + size > this.#size) throw this.message.undecodable('a field of it lies outside its table');
    return this.#at + offset;
  }

  #follow(slot: number): number | null {
    const at = this.#find(slot, 4);
    return at === absent ? null : this.message.follow(at);
  }
}
