import {
  type AttributeValues,
  type BuiltInExporter,
  DataProviderApi,
  type Dataset,
  type Entity,
  type ExportFormat,
  type ExportURL,
  type ProvidedEntity,
  type ValuesStoreParams,
} from '@h5web/app';
import type { H5Type } from '../../core/contract/explorer.ts';
import { isRecord } from '../../core/contract/is-record.ts';
import { numbersOver } from '../preview/slice.ts';
import { isOneElement, numbersMost, tooMuch, valuesMost } from './amount.ts';
import { isAttribute, isH5Entity, isH5Type, isString } from './entity-guards.ts';
import type { Line } from './line.ts';
import { npyHead } from './npy.ts';
import { type LongRow, type Parts, partOfEntity, selectionIn } from './parts.ts';
import { isJson, isSlice, type SliceAnswer } from './slice-answer.ts';
import { isPlain } from './to-dtype.ts';
import { toEntity } from './to-entity.ts';
import { toValue, toValues } from './to-value.ts';

/** What H5Web wants to know of the file, asked of the page around. Rejects with a sentence, which H5Web shows. */
export class FileProvider extends DataProviderApi {
  readonly #line: Line;
  readonly #parts: Parts;
  readonly #onLong: (row: LongRow) => void;

  /** `onLong`: a row was asked for that is too long; a part of it can be chosen. */
  constructor(name: string, line: Line, parts: Parts, onLong: (row: LongRow) => void) {
    super(name);
    this.#line = line;
    this.#parts = parts;
    this.#onLong = onLong;
  }

  override async getEntity(path: string): Promise<ProvidedEntity> {
    const { answer } = await this.#line.ask({ ask: 'entity', path });
    if (!isH5Entity(answer)) throw new Error(`${path} came in a form that is not known here.`);
    return toEntity(partOfEntity(this.#parts, answer));
  }

  override async getAttrValues({ path, attributes }: Entity): Promise<AttributeValues> {
    const { answer } = await this.#line.ask({ ask: 'attributes', path });
    if (!isRecord(answer)) throw new Error(`The attributes of ${path} came in a form that is not known here.`);
    return Object.fromEntries(
      attributes.map((attribute) => {
        const value = answer[attribute.name];
        const known = 'known' in attribute && isAttribute(attribute.known) ? attribute.known : null;
        return [attribute.name, known?.shape == null || !isJson(value) ? null : toValues(known.type, known.shape, value)];
      }),
    );
  }

  override async getValue({ dataset, selection }: ValuesStoreParams, signal?: AbortSignal): Promise<unknown> {
    const type = typeOf(dataset);
    const { dims } = dataset.shape;
    const isOne = isOneElement(dims, selection);
    if (isPlain(type)) {
      const { numbers } = await this.#slice(dataset, dims, selection, signal);
      return isOne ? numbers[0] : numbers;
    }
    this.#refuse(dataset.path, dims, selection, valuesMost);
    const { answer } = await this.#line.ask({ ask: 'value', path: dataset.path, ...this.#selectionOf(dataset, selection) }, signal);
    const values = isRecord(answer) ? answer['values'] : undefined;
    if (!Array.isArray(values) || !isJson(values)) throw new Error(`${dataset.path} came in a form that is not known here.`);
    return isOne ? toValue(type, values[0] ?? null) : toValues(type, dims, values);
  }

  override async getSearchablePaths(): Promise<string[]> {
    const { answer } = await this.#line.ask({ ask: 'paths' });
    return isRecord(answer) && Array.isArray(answer['paths']) ? answer['paths'].filter(isString) : [];
  }

  /** Made here, of what is shown or of the same bytes. */
  override getExportURL(format: ExportFormat, dataset: Dataset, selection?: string, builtIn?: BuiltInExporter): ExportURL | undefined {
    if (builtIn !== undefined) return async () => new Blob([builtIn()], { type: format === 'json' ? 'application/json' : 'text/csv' });
    if (format !== 'npy' || !('dims' in dataset.shape) || !isPlain(typeOf(dataset))) return undefined;
    const { dims } = dataset.shape;
    return async () => {
      const { dtype, shape, raw } = await this.#slice(dataset, dims, selection);
      const head = npyHead(dtype, shape);
      if (head === null) throw new Error(`numpy has no name for the type of ${dataset.path}.`);
      return new Blob([head, raw]);
    };
  }

  async #slice({ path }: Dataset, dims: readonly number[], selection: string | undefined, signal?: AbortSignal): Promise<SliceAnswer> {
    this.#refuse(path, dims, selection, numbersMost);
    const { answer, bytes } = await this.#line.ask({ ask: 'slice', path, ...this.#selectionOf({ path }, selection) }, signal);
    if (!isSlice(answer) || bytes === undefined) throw new Error(`${path} came without its numbers.`);
    const raw = new Uint8Array(bytes, answer.from);
    return { ...answer, raw, numbers: numbersOver(raw, answer.dtype) };
  }

  /** Throws where it is more than is read at a time. */
  #refuse(path: string, dims: readonly number[], selection: string | undefined, most: number): void {
    const why = tooMuch(path, dims, selection, most);
    if (why === null) return;
    const [length = 0] = dims;
    if (dims.length === 1) this.#onLong({ path, length, most });
    throw new Error(why);
  }

  #selectionOf({ path }: { path: string }, selection: string | undefined): { selection?: string } {
    const whole = selectionIn(this.#parts, path, selection);
    return whole === undefined ? {} : { selection: whole };
  }
}

function typeOf({ path, rawType }: Dataset): H5Type {
  if (!isH5Type(rawType)) throw new Error(`The type of ${path} is not known here.`);
  return rawType;
}
