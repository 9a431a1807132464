import { useEffect } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import { useAsk } from '../store/ask.ts';
import { changesIn, tookFacts, useDraft } from './draft.ts';

/** While somebody types. */
const waitMs = 300;

/** Fetched when a screen that shows them is opened: somebody else may have changed them meanwhile. */
export function useLoaded(): void {
  const ask = useAsk();
  useEffect(() => {
    let isGone = false;
    ask('getSettings', {}).then(
      (facts) => isGone || tookFacts(facts),
      (error: unknown) => isGone || useDraft.setState({ trouble: messageOf(error) }),
    );
    return () => {
      isGone = true;
    };
  }, [ask]);
}

/** The exporter checks what is typed, once nothing was typed for a moment. */
export function useChecked(): void {
  const ask = useAsk();
  const draft = useDraft((store) => store.draft);
  const isChanged = useDraft((store) => changesIn(store).length > 0);
  useEffect(() => {
    if (draft === null || !isChanged) {
      useDraft.setState({ check: null });
      return;
    }
    let isGone = false;
    const timer = setTimeout(() => {
      ask('checkSettings', { settings: draft }).then(
        (check) => isGone || useDraft.setState({ check, checked: draft }),
        (error: unknown) => isGone || useDraft.setState({ trouble: messageOf(error) }),
      );
    }, waitMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [ask, draft, isChanged]);
}
