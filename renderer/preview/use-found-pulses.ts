import { useEffect, useState } from 'react';
import type { CaptureSummary, PulseFacts } from '../../core/contract/api.ts';
import { messageOf } from '../../core/contract/errors.ts';
import { useAsk } from '../store/ask.ts';
import { later } from '../store/later.ts';
import { hasFile } from './newer.ts';
import { referenceQuery } from './reference-search.ts';

const foundMost = 30;
/** Of a pause in typing. */
const pauseMs = 200;

export type FoundPulses = { found: readonly CaptureSummary[] | null; trouble: string | null };

/** Captures whose files are here, newest first, that a text may mean. */
export function useFoundPulses(text: string, beside: PulseFacts | null): FoundPulses {
  const ask = useAsk();
  const [asked, setAsked] = useState<FoundPulses>({ found: null, trouble: null });
  useEffect(() => {
    const query = referenceQuery(text, beside);
    if (!query.ok) return setAsked({ found: [], trouble: query.sentence });
    let wanted = true;
    const takeBack = later(() => {
      ask('searchCaptures', { ...query.search, verdicts: ['complete', 'partial'], limit: foundMost }).then(
        ({ captures }) => wanted && setAsked({ found: captures.filter(hasFile), trouble: null }),
        (error: unknown) => wanted && setAsked({ found: null, trouble: messageOf(error) }),
      );
    }, pauseMs);
    return () => {
      wanted = false;
      takeBack();
    };
  }, [ask, text, beside]);
  return asked;
}
