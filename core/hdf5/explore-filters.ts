import { ExporterError } from '../contract/errors.ts';
import type { H5 } from './h5.ts';

/** Those that HDF5 has built in here; SZIP is not among them. */
const builtIn: ReadonlySet<number> = new Set([1, 2, 3, 5, 6]);

/** https://github.com/HDFGroup/hdf5_plugins/blob/master/docs/RegisteredFilterPlugins.md */
const names: Readonly<Record<number, string>> = {
  ...{ 1: 'GZIP', 2: 'shuffle', 3: 'Fletcher32', 4: 'SZIP', 5: 'n-bit', 6: 'scale-offset', 305: 'LZO', 307: 'bzip2', 32000: 'LZF' },
  ...{ 32001: 'Blosc', 32004: 'LZ4', 32008: 'Bitshuffle', 32013: 'ZFP', 32015: 'Zstandard', 32017: 'SZ', 32026: 'Blosc2', 32019: 'JPEG' },
};

export type FoundFilter = { id: number; name: string; missing: boolean };

export function filtersOf(h5: H5, file: bigint, path: string): FoundFilter[] {
  return h5.get_dataset_filters(file, path).map(({ id, name }) => ({
    ...{ id, name: names[id] ?? (name === '' ? `filter ${id}` : name.slice(0, 100)), missing: !builtIn.has(id) },
  }));
}

/** Throws READ_FAILED with the filter that HDF5 cannot undo here. */
export function refuseMissing(filters: readonly FoundFilter[], path: string): void {
  const missing = filters.find((filter) => filter.missing);
  if (missing !== undefined)
    throw new ExporterError(
      'READ_FAILED',
      `${path} is compressed with ${missing.name} (filter ${missing.id}), which is not built in here. Write the file anew with a filter that everybody has: h5repack -f GZIP=1 old.h5 new.h5, where that filter's plug-in is installed.`,
      { facts: { filter: missing.id } },
    );
}
