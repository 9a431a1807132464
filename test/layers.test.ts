import { expect, test } from 'vitest';
import { arrows } from './layers/arrows.ts';
import { maxLines, unclearFolders } from './layers/limits.ts';
import { pure, pureModules } from './layers/pure.ts';
import { codeOf, filesLike, importsOf, isIn, sourceFiles, textOf, withoutComments } from './layers/sources.ts';

/** The design of the rooms, held by a machine. Each list shows the offenders. */
const files = sourceFiles();
const inCode = files.filter((path) => !path.startsWith('test/'));

const roomOf = (path: string) =>
  Object.keys(arrows)
    .filter((room) => isIn(path, room))
    .sort((a, b) => b.length - a.length)[0];
const isPure = (path: string) => pure.some((start) => path.startsWith(start));

test('there is something to hold: files and imports are found', () => {
  expect(files).toContain('core/contract/api.ts');
  expect(importsOf('core/journal/journal.ts').map(({ to }) => to)).toEqual(
    expect.arrayContaining(['node:worker_threads', 'core/contract/errors.ts', 'core/journal/port.ts']),
  );
});

test('every file belongs to a room', () => {
  expect(files.filter((path) => roomOf(path) === undefined)).toEqual([]);
});

test('a room imports only what the arrows allow', () => {
  const strays = files.flatMap((path) => {
    const room = roomOf(path) ?? '';
    const allowed = [room, ...(arrows[room] ?? [])];
    return importsOf(path)
      .filter(({ to }) => !allowed.some((place) => isIn(to, place)))
      .map(({ to }) => `${path} -> ${to}`);
  });
  expect(strays).toEqual([]);
});

test('what is pure imports nothing that is not: types only, itself, and modules that only compute', () => {
  const strays = inCode.filter(isPure).flatMap((path) =>
    importsOf(path)
      .filter(({ to, typeOnly }) => !typeOnly && !isPure(to) && !pureModules.includes(to))
      .map(({ to }) => `${path} -> ${to}`),
  );
  expect(strays).toEqual([]);
});

test('what is pure asks neither the clock nor the machine', () => {
  const impure = /\b(Date\.now|new Date\(\)|performance\.|process\.|setTimeout|setInterval|setImmediate|fetch\(|Math\.random|console\.)/;
  expect(inCode.filter(isPure).filter((path) => impure.test(textOf(path)))).toEqual([]);
});

test('the contract and the renderer see nothing of the exporter behind them', () => {
  for (const path of files.filter((file) => file.startsWith('core/contract/')))
    for (const { to } of importsOf(path)) expect(to, path).toMatch(/^core\/contract\//);
  for (const path of files.filter((file) => file.startsWith('renderer/')))
    for (const { to } of importsOf(path)) expect(to, path).not.toMatch(/^(node:|main\/|test\/|core\/(?!contract\/))/);
});

test('every relative import names an existing file with its ending', () => {
  const known = new Set(files);
  const broken = files.flatMap((path) =>
    importsOf(path)
      .filter(({ to }) => /^(core|main|renderer|test)\//.test(to) && /\.m?tsx?$/.test(to) && !known.has(to))
      .map(({ to }) => `${path} -> ${to}`),
  );
  expect(broken).toEqual([]);
});

test(`no file is longer than ${maxLines} lines`, () => {
  expect(files.filter((path) => textOf(path).split('\n').length > maxLines + 1)).toEqual([]);
});

test('no folder or file has a name that says nothing', () => {
  const says = (path: string) => path.split('/').every((part) => !unclearFolders.includes(part.replace(/\.\w+$/, '')));
  expect(files.filter((path) => !says(path))).toEqual([]);
});

test('there are no barrels: a file that only passes on what others export', () => {
  const isBarrel = (path: string) => {
    const statements = withoutComments(path)
      .split(';')
      .map((statement) => statement.trim())
      .filter(Boolean);
    return statements.length > 0 && statements.every((statement) => /^export\s[^;]*\sfrom\s+'/.test(statement));
  };
  expect(files.filter(isBarrel)).toEqual([]);
});

test('only configurations have a default export', () => {
  expect(files.filter((path) => !path.endsWith('.config.ts') && /^export default\b/m.test(textOf(path)))).toEqual([]);
});

test('nothing is silenced: no casts, no ignored errors of the compiler, none of the linter without its rule and a reason', () => {
  const silencer = /@ts-(ignore|expect-error|nocheck)|biome-ignore(?! lint\/\S+: \S)/;
  const cast = /[\w)\]}] as (?!const\b)[\w{([]/;
  const strays = files
    .filter((path) => path !== 'test/layers.test.ts')
    .flatMap((path) => {
      const lines = textOf(path).split('\n');
      const code = codeOf(path).split('\n');
      return lines.flatMap((line, at) => (cast.test(code[at] ?? '') || silencer.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : []));
    });
  expect(strays).toEqual([]);
});

test('nothing points outside the project or to one machine', () => {
  const elsewhere = /(?<![\w.:/-])\/(home|Users|work|mnt|root)\/\w|[A-Z]:\\\\?Users|['"`](\.\.\/)+(shared|skeleton|fixtures\/\.\.)/;
  const texts = [...files, ...filesLike('*.{md,json,ts}', '.ci/*', '{core,main,renderer,assets,docs}/**/*.{md,json,html,css}')];
  expect(texts.filter((path) => path !== 'test/layers.test.ts' && elsewhere.test(textOf(path)))).toEqual([]);
  const leaving = files.flatMap((path) => importsOf(path).filter(({ to }) => to.startsWith('..') || to.startsWith('/')));
  expect(leaving).toEqual([]);
});
