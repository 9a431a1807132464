import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const withoutFixtures = (path: string) => !/(^|\/)(node_modules|fixtures)(\/|$)/.test(path);

export type Import = { from: string; to: string; typeOnly: boolean };

/** Paths from the project's folder, with forward slashes. */
export function filesLike(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: root, exclude: (path) => !withoutFixtures(path.replaceAll('\\', '/')) })
    .map((path) => path.replaceAll('\\', '/'))
    .filter(withoutFixtures)
    .sort();
}

export function sourceFiles(): string[] {
  return filesLike('{core,main,renderer,test}/**/*.{ts,tsx,mts,mjs}', '*.config.ts');
}

export function textOf(path: string): string {
  return readFileSync(`${root}/${path}`, 'utf8');
}

/** Lines stay lines, so that they can be named. */
export function withoutComments(path: string): string {
  return textOf(path).replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ''));
}

/** Without comments, texts and import lists. */
export function codeOf(path: string): string {
  const blank = (found: string) => found.replace(/[^\n]/g, '');
  return withoutComments(path)
    .replace(/^(?:import|export)\b[^;=(]*?\bfrom\s+'[^']*'/gm, blank)
    .replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"/g, blank);
}

/** Also re-exports, imports at run time, and scripts that are started by their URL. */
const forms = [
  /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'/gm,
  /^import\s+()'([^']+)'/gm,
  /\bimport\(\s*()'([^']+)'/g,
  /\bnew URL\(\s*()'(\.[^']*\.m?[tj]s)',\s*import\.meta\.url/g,
];

export function importsOf(path: string): Import[] {
  const text = textOf(path);
  return forms.flatMap((form) =>
    [...text.matchAll(form)].map(([, type, to = '']) => ({
      from: path,
      to: to.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), to)) : to,
      typeOnly: Boolean(type),
    })),
  );
}

/** Is `path` in `place`: a folder, a file, a package, or `node:`? */
export function isIn(path: string, place: string): boolean {
  return path === place || path.startsWith(place.endsWith(':') ? place : `${place}/`);
}
