import type { ChannelType } from './extraction-rules.ts';
import type { RecordMetadata } from './judge.ts';
import { storedUs } from './timestamp.ts';

/** Of a channel only what tells it from another: its data is not kept. */
export type StoredChannel = {
  type: ChannelType;
  datasets: { name: string; dtype: string; shape: readonly number[]; checksum: string }[];
  /** Attributes the Gateway keeps, but for `channel_dtype`. */
  metadata: Record<string, string | number | string[]>;
  /** Of a scalar; null of all else. */
  data: string | number | null;
};

export type StoredMetadata = {
  epacOpsDataVersion: string | null;
  /** Milliseconds since 1970: the database keeps no more. */
  timestampMs: number;
  shotnum: bigint | null;
  activeArea: string | null;
  activeExperiment: string | null;
};

export type StoredRecord = { id: string; version: number; metadata: StoredMetadata; channels: ReadonlyMap<string, StoredChannel> };

/** What one request saw of the database: what others do after that, it does not know. */
export type Snapshot = { id: string; version: number; metadata: StoredMetadata; channels: ReadonlySet<string> };

export type MergeAnswer = 'merge' | 'new' | 'a record with this shotnum already exists' | 'inconsistent metadata';

/** As the Gateway compares, down to its mixing of local time and UTC: only files of +00:00 can be merged. */
export function compare({ time, shotnum, activeArea, activeExperiment }: RecordMetadata, stored: StoredMetadata): MergeAnswer {
  const sameTime = time.localUs === stored.timestampMs * 1000;
  const sameShot = shotnum === stored.shotnum;
  if (sameShot && !sameTime) return 'a record with this shotnum already exists';
  if (!sameShot && !sameTime) return 'new';
  const same = sameShot && activeArea === stored.activeArea && activeExperiment === stored.activeExperiment;
  return same ? 'merge' : 'inconsistent metadata';
}

export function stored(metadata: RecordMetadata, version: string | null): StoredMetadata {
  const { time, shotnum, activeArea, activeExperiment } = metadata;
  return { epacOpsDataVersion: version, timestampMs: storedUs(time) / 1000, shotnum, activeArea, activeExperiment };
}

/** In memory, and bounded by the channels of all: the oldest records are forgotten, and counted. */
export class RecordStore {
  forgotten = 0;
  readonly #records = new Map<string, { version: number; metadata: StoredMetadata; channels: Map<string, StoredChannel> }>();
  readonly #ids = new Map<bigint, string>();
  readonly #mostChannels: number;
  #channels = 0;

  constructor(mostChannels: number) {
    this.#mostChannels = mostChannels;
  }

  get(id: string): StoredRecord | null {
    const found = this.#records.get(id);
    return found === undefined ? null : { id, ...found, channels: new Map(found.channels) };
  }

  all(): StoredRecord[] {
    return [...this.#records].map(([id, found]) => ({ id, ...found, channels: new Map(found.channels) }));
  }

  /** By its ID, and where there is none, by its pulse ID. */
  look(id: string, shotnum: bigint | null): Snapshot | null {
    const known = this.#records.has(id) || shotnum === null ? id : (this.#ids.get(shotnum) ?? id);
    const found = this.#records.get(known);
    return found === undefined
      ? null
      : { id: known, version: found.version, metadata: found.metadata, channels: new Set(found.channels.keys()) };
  }

  /** False where one of this ID or pulse ID is there: the database holds both to be unique. */
  insert(id: string, metadata: StoredMetadata, channels: ReadonlyMap<string, StoredChannel>): boolean {
    if (this.#records.has(id) || (metadata.shotnum !== null && this.#ids.has(metadata.shotnum))) return false;
    this.#records.set(id, { version: 1, metadata, channels: new Map(channels) });
    if (metadata.shotnum !== null) this.#ids.set(metadata.shotnum, id);
    this.#channels += channels.size + 1;
    this.#forget();
    return true;
  }

  /** Field by field, as the Gateway does: of two at once none is lost, but the version may count one of them only. */
  update(id: string, version: number, channels: ReadonlyMap<string, StoredChannel>): void {
    const record = this.#records.get(id);
    if (record === undefined) return;
    const before = record.channels.size;
    record.version = version;
    for (const [name, channel] of channels) record.channels.set(name, channel);
    this.#channels += record.channels.size - before;
    this.#forget();
  }

  /** As its administrator may do. False where there is none. */
  remove(id: string): boolean {
    const found = this.#records.get(id);
    if (found === undefined) return false;
    this.#records.delete(id);
    if (found.metadata.shotnum !== null) this.#ids.delete(found.metadata.shotnum);
    this.#channels -= found.channels.size + 1;
    return true;
  }

  #forget(): void {
    for (const id of this.#records.keys()) {
      if (this.#channels <= this.#mostChannels || this.#records.size === 1) return;
      this.remove(id);
      this.forgotten++;
    }
  }
}
