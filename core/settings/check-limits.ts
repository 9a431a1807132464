import type { Parts } from './parts.ts';
import { type Problem, problem } from './problem.ts';
import type { SourcesSettings } from './sources.ts';

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
  const tooLittle = sources === null ? null : tooLittleMemory(memoryMb, sources);
  if (tooLittle !== null) problems.push(problem(['limits', 'memoryMb'], tooLittle));
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

/** Also asked by a follower, when its leader's sources come. null where there is enough. */
export function tooLittleMemory(memoryMb: number, { kafka, archiver }: SourcesSettings): string | null {
  const largest = Math.max(kafka?.maxMessageBytes ?? 0, archiver?.maxAnswerBytes ?? 0);
  if (memoryMb * mebibyte >= largest) return null;
  const needed = Math.ceil(largest / mebibyte);
  return `${memoryMb} MB cannot hold the largest message that is accepted, ${needed} MB (sources: maxMessageBytes, maxAnswerBytes). Raise it, or lower those.`;
}
