import { useEffect, useState } from 'react';
import type { Peek, PeekSource } from '../../../core/contract/browse.ts';
import { messageOf } from '../../../core/contract/errors.ts';
import type { SettingsCheck } from '../../../core/contract/settings.ts';
import { useAsk } from '../../store/ask.ts';

/** Somebody is still typing. */
const restMs = 250;
const shownMost = 200;

export type Asked<T> = { value: T | null; trouble: string | null; isOld: boolean };

/** Asks again when the key is another one, after a rest; what was known stays until then. null: nothing to ask. */
function useAsked<T>(key: string | null, question: (key: string) => Promise<T>): Asked<T> {
  const [found, setFound] = useState<{ key: string; value: T | null; trouble: string | null } | null>(null);
  const [put] = useState(() => ({ question }));
  put.question = question;
  useEffect(() => {
    if (key === null) return;
    let isWanted = true;
    const timer = setTimeout(() => {
      put.question(key).then(
        (value) => isWanted && setFound({ key, value, trouble: null }),
        (error: unknown) => isWanted && setFound({ key, value: null, trouble: messageOf(error) }),
      );
    }, restMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [key, put]);
  return key === null
    ? { value: null, trouble: null, isOld: false }
    : { value: found?.value ?? null, trouble: found?.trouble ?? null, isOld: found?.key !== key };
}

export type Names = { names: readonly string[]; more: string | null; why: string | null };

export function useNames(kind: PeekSource['kind'], text: string): Asked<Names> {
  const ask = useAsk();
  return useAsked(`${kind} ${text}`, async (): Promise<Names> => {
    if (kind === 'kafka') {
      const { topics, beyond } = await ask('searchTopics', { text, limit: shownMost });
      return { names: topics, more: beyond > 0 ? `and ${beyond} more: write some more of the name` : null, why: null };
    }
    const { pvs, isMore, unlisted } = await ask('searchPvs', { text, limit: shownMost });
    return { names: pvs, more: isMore ? 'and more: write some more of the name' : null, why: unlisted };
  });
}

export function usePeek(source: PeekSource | null): Asked<Peek> {
  const ask = useAsk();
  return useAsked(source === null ? null : JSON.stringify(source), () =>
    source === null ? Promise.reject(new Error('There is nothing to look at.')) : ask('peek', { source }),
  );
}

export function useCheck(settings: unknown): Asked<SettingsCheck> {
  const ask = useAsk();
  return useAsked(settings === null ? null : JSON.stringify(settings), () => ask('checkSettings', { settings }));
}
