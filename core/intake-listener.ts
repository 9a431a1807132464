import type { Feed } from './feed.ts';
import type { IntakeListener } from './intake/port.ts';

/** What the sources tell goes onto the event stream; `onBack`: one can be reached again. */
export function intakeListener(feed: Feed, onBack: () => void): IntakeListener {
  return {
    stateChanged(source) {
      feed.emit({ type: 'source/changed', source });
      if (source.state === 'reachable') onBack();
    },
    topicsCounted: (topics) => feed.emit({ type: 'topics/counted', topics }),
  };
}
