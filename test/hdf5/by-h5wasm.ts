import { loadH5 } from '../../core/hdf5/h5.ts';

export type Seen = { dtype: unknown; shape: readonly number[] | null; value: unknown };
export type SeenGroup = { attributes: Record<string, Seen>; datasets: Record<string, Seen & { chunks: readonly number[] | null }> };

/** Through the objects of h5wasm, of which the exporter uses none. */
export async function readWithH5wasm(path: string): Promise<{ attributes: Record<string, Seen>; groups: Record<string, SeenGroup> }> {
  await loadH5();
  const { File, Group, Dataset } = await import('h5wasm/node');
  const file = new File(path, 'r');
  const seen = (it: { dtype: unknown; shape: readonly number[] | null; value: unknown }): Seen => ({
    ...{ dtype: it.dtype, shape: it.shape, value: ArrayBuffer.isView(it.value) ? Array.from(iterable(it.value)) : it.value },
  });
  const attributesOf = (of: InstanceType<typeof Group>) =>
    Object.fromEntries(Object.entries(of.attrs).map(([name, it]) => [name, seen(it)]));
  const groups: Record<string, SeenGroup> = {};
  for (const name of file.keys()) {
    const group = file.get(name);
    if (!(group instanceof Group)) throw new Error(`${name} is no group`);
    const datasets: SeenGroup['datasets'] = {};
    for (const member of group.keys()) {
      const dataset = group.get(member);
      if (!(dataset instanceof Dataset)) throw new Error(`${name}/${member} is no dataset`);
      datasets[member] = { ...seen(dataset), chunks: dataset.metadata.chunks };
    }
    groups[name] = { attributes: attributesOf(group), datasets };
  }
  const attributes = attributesOf(file);
  file.close();
  return { attributes, groups };
}

function iterable(view: object): Iterable<unknown> {
  return Symbol.iterator in view && typeof view[Symbol.iterator] === 'function' ? Array.from(Object.values(view)) : [];
}
