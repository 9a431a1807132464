import type { Parts } from './parts.ts';
import { type Problem, problem } from './problem.ts';

const mebibyte = 1024 * 1024;

/** Limits and options that contradict each other. */
export function checkLimits({ sources, limits, hdf5, gzipLevel }: Parts): Problem[] {
  const problems: Problem[] = [];
  if (hdf5?.compression === 'none' && gzipLevel)
    problems.push(
      problem(['hdf5', 'level'], 'The level is gzip\'s, and compression is "none". Set compression to "gzip" or take the level out.'),
    );
  if (limits === null) return problems;
  const { memoryMb, dataFolderMb, whenFull } = limits;
  const largest = Math.max(sources?.kafka?.maxMessageBytes ?? 0, sources?.archiver?.maxAnswerBytes ?? 0);
  if (memoryMb * mebibyte < largest) {
    const needed = Math.ceil(largest / mebibyte);
    const sentence = `${memoryMb} MB cannot hold the largest message that is accepted, ${needed} MB (sources: maxMessageBytes, maxAnswerBytes). Raise it, or lower those.`;
    problems.push(problem(['limits', 'memoryMb'], sentence));
  }
  if (whenFull === 'drop-oldest' && sources !== null && sources.simulation === undefined)
    problems.push(
      problem(
        ['limits', 'whenFull'],
        'Only files of the simulated facility may be dropped; real ones are never deleted. Set it to "stop".',
      ),
    );
  if (whenFull === 'drop-oldest' && dataFolderMb === undefined)
    problems.push(problem(['limits', 'whenFull'], 'Give dataFolderMb as well: without it the folder is never full.'));
  return problems;
}
