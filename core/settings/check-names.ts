import type { Named, Parts } from './parts.ts';
import { type Problem, pathText, problem } from './problem.ts';
import { repeated } from './repeated.ts';

/** Names that cannot stand side by side, or that the Gateway or a file cannot take (facts: a dot splits its records, a slash nests HDF5 groups). */
export function checkNames({ deviceNames, channelNames }: Parts): Problem[] {
  return [
    ...twice('device', deviceNames),
    ...twice('channel', channelNames),
    ...channelNames.filter(({ name }) => /[./]/.test(name)).map(unfit),
    ...[...deviceNames, ...channelNames]
      .filter(({ name }) => unseen(name))
      .map(({ path }) => problem(path, 'It has a space at an end, or a character that cannot be seen. Take it out.')),
  ];
}

function unfit({ name, path }: Named): Problem {
  const found = name.includes('.') ? '.' : '/';
  return problem(
    path,
    `Channel ${name}: the Gateway cannot take "${found}" in a channel's name. Use the name of its manifest, such as PM-201-FE-CAM-1.`,
  );
}

function unseen(name: string): boolean {
  return name !== name.trim() || /\p{Cc}|\p{Cf}/u.test(name);
}

function twice(what: string, all: readonly Named[]): Problem[] {
  return repeated(all, ({ name }) => name).map(([{ name, path }, first]) =>
    problem(path, `The ${what} name ${name} is there twice, first at ${pathText(first.path)}. Every ${what} needs a name of its own.`),
  );
}
