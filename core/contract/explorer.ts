import type { FileName } from './data.ts';

/** Any HDF5 file, as an explorer of such files wants to know it. What HDF5 calls things, and no word of ours. */

export type ExploredFile = {
  file: FileName;
  /** Its last part. */
  name: string;
  bytes: number;
  /** ISO 8601. With the size it tells whether the file has changed on disk. */
  modifiedAt: string;
};

export type H5Type =
  | { class: 'integer' | 'float'; size: number; signed: boolean; littleEndian: boolean }
  /** `length`: null for a variable one. */
  | { class: 'string'; charset: 'ASCII' | 'UTF-8'; length: number | null }
  | { class: 'compound'; size: number; fields: { name: string; type: H5Type }[] }
  | { class: 'enum'; base: H5Type; values: Record<string, number> }
  | { class: 'boolean' }
  | { class: 'complex'; base: H5Type }
  | { class: 'array'; base: H5Type; dims: number[] }
  | { class: 'vlen'; base: H5Type }
  | { class: 'time' | 'bitfield' | 'opaque' | 'reference' | 'unknown'; size: number };

/** `shape`: null for an empty dataspace, [] for a scalar. */
export type H5Attribute = { name: string; shape: number[] | null; type: H5Type };

export type H5Entity = { name: string; path: string; attributes: H5Attribute[] } & (
  | {
      kind: 'group' /** Absent in a child of a group: it is asked for by itself. */;
      children?: H5Entity[] /** Children not told. */;
      beyond?: number;
    }
  | {
      kind: 'dataset';
      shape: number[] | null;
      type: H5Type;
      chunks: number[] | null;
      /** `missing`: HDF5 here cannot undo it, and the dataset can't be read. */
      filters: { id: number; name: string; missing: boolean }[];
    }
  | { kind: 'datatype'; type: H5Type }
  /** A link that leads nowhere here. */
  | { kind: 'unresolved'; link: 'soft' | 'external'; target: string }
);

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type FolderEntry = { name: string; file: FileName; kind: 'folder' | 'file'; bytes: number; modifiedAt: string };
/** `folder`: null is above all: the data folder and those that the settings allow. */
export type FolderListing = { folder: FileName | null; parent: FileName | null; entries: FolderEntry[] /** Not told. */; beyond: number };
export const folderEntriesMost = 2000;
export const pathsMost = 50_000;

/** All fail with NOT_ALLOWED, NOT_FOUND, or READ_FAILED and a sentence that says what the file is instead. */
export type ExplorerApi = {
  /** Also asks again whether it has changed on disk. */
  exploreFile(request: { file: FileName }): Promise<ExploredFile>;
  exploreEntity(request: { file: FileName; path: string }): Promise<H5Entity>;
  exploreAttributes(request: { file: FileName; path: string }): Promise<Record<string, Json>>;
  /**
   * What is no plain numbers: strings, compounds, enums, complex, arrays. Row by row in one list; 64-bit numbers as decimal strings.
   * Bounded: VALUE_TOO_LARGE says how much a selection may have. Plain numbers are bytes: dataRoutes.slice.
   */
  exploreValue(request: { file: FileName; path: string; selection?: string }): Promise<{ values: Json; shape: number[] }>;
  explorePaths(request: { file: FileName }): Promise<{ paths: string[]; beyond: number }>;
  exploreFolder(request: { folder: FileName | null }): Promise<FolderListing>;
};
export const explorerCommands = [
  'exploreFile',
  'exploreEntity',
  'exploreAttributes',
  'exploreValue',
  'explorePaths',
  'exploreFolder',
] as const satisfies readonly (keyof ExplorerApi)[];
