import type { Finding } from './verdict.ts';

/** Problems of the file's check, each laid to the channel it begins with or quotes. Longer names first: "CAM-1" is no part of "CAM-10". */
export function findingsOf(problems: readonly string[], channels: readonly string[]): Finding[] {
  const names = [...channels].sort((a, b) => b.length - a.length);
  return problems.map((problem) => {
    const starts = names.find((name) => problem.startsWith(`${name}: `));
    if (starts !== undefined) return { channel: starts, problem: problem.slice(starts.length + 2) };
    return { channel: names.find((name) => problem.includes(`"${name}"`)) ?? null, problem };
  });
}
