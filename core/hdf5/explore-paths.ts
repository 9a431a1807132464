import { pathsMost } from '../contract/explorer.ts';
import { childrenOf } from './explore-find.ts';
import type { H5 } from './h5.ts';

/** A group that has itself among its children would go on for ever. */
const deepest = 32;

/** Every path of a file, groups before what is in them; links are named and not gone along. */
export function pathsIn(h5: H5, file: bigint): { paths: string[]; beyond: number } {
  const paths: string[] = [];
  let beyond = 0;
  const open: { path: string; depth: number }[] = [{ path: '/', depth: 0 }];
  for (let group = open.shift(); group !== undefined; group = open.shift()) {
    for (const name of childrenOf(h5, file, group.path)) {
      const path = `${group.path === '/' ? '' : group.path}/${name}`;
      if (paths.length < pathsMost) paths.push(path);
      else beyond += 1;
      const isLink = h5.get_symbolic_link(file, path) !== null || h5.get_external_link(file, path).filename !== undefined;
      if (!isLink && group.depth < deepest && beyond === 0 && h5.get_type(file, path) === h5.H5G_GROUP)
        open.push({ path, depth: group.depth + 1 });
    }
  }
  return { paths, beyond };
}
