import { afterEach, expect, test, vi } from 'vitest';
import { onInterrupt } from '../../core/cli/interrupts.ts';

const before = process.listeners('SIGUSR2');
afterEach(() => {
  for (const listener of process.listeners('SIGUSR2')) if (!before.includes(listener)) process.removeListener('SIGUSR2', listener);
  vi.restoreAllMocks();
});

test('the first Ctrl-C ends in good order, one that npm passes on with it is the same, a later one ends at once', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
  const said: string[] = [];
  onInterrupt(
    () => said.push('first'),
    () => said.push('again'),
    ['SIGUSR2'],
  );
  process.emit('SIGUSR2');
  now.mockReturnValue(1200);
  process.emit('SIGUSR2');
  expect(said).toEqual(['first']);
  now.mockReturnValue(2000);
  process.emit('SIGUSR2');
  process.emit('SIGUSR2');
  expect(said).toEqual(['first', 'again', 'again']);
});
