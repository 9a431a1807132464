import { pathsMost } from '../contract/explorer.ts';
import { childrenOf } from './explore-find.ts';
import type { H5 } from './h5.ts';

const deepest = 32;
/** From here on a group with the very members of a group around it is taken for that group, reached through a hard link: HDF5 here does not tell whether two are one. */
const loopsFrom = 4;

/** `around`: the members of the groups that it lies in. */
type OpenGroup = { path: string; around: readonly string[] };

/** Every path of a file, groups before what is in them; links are named and not gone along, and a group that has itself among its members is gone into a few times only. */
export function pathsIn(h5: H5, file: bigint): { paths: string[]; beyond: number } {
  const paths: string[] = [];
  let beyond = 0;
  const open: OpenGroup[] = [{ path: '/', around: [] }];
  for (let group = open.shift(); group !== undefined; group = open.shift()) {
    const names = childrenOf(h5, file, group.path);
    const members = names.join('\0');
    if (group.around.length > loopsFrom && group.around.includes(members)) continue;
    const around = [...group.around, members];
    for (const name of names) {
      const path = `${group.path === '/' ? '' : group.path}/${name}`;
      if (paths.length < pathsMost) paths.push(path);
      else beyond += 1;
      const isLink = h5.get_symbolic_link(file, path) !== null || h5.get_external_link(file, path).filename !== undefined;
      if (!isLink && around.length <= deepest && beyond === 0 && h5.get_type(file, path) === h5.H5G_GROUP) open.push({ path, around });
    }
  }
  return { paths, beyond };
}
