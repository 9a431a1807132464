import { describe, expect, it } from 'vitest';
import { historyWait, neverAsked } from '../../../renderer/preview/history-wait.ts';
import { neverWords, spreadWords } from '../../../renderer/preview/history-words.ts';

const asked = { at: 50_000, newest: '7', isMore: false, isFailed: false };

describe('the last captures', () => {
  it('are asked for at once, and again while the answer leaves older ones out', () => {
    expect(historyWait(neverAsked, '7', 50_000)).toBe(100);
    expect(historyWait({ ...asked, isMore: true }, '7', 50_000)).toBe(400);
  });

  it('are not asked for again until there is a newer capture, and not more often than every ten seconds', () => {
    expect(historyWait(asked, '7', 90_000)).toBeNull();
    expect(historyWait(asked, '8', 53_000)).toBe(7000);
    expect(historyWait(asked, '8', 90_000)).toBe(100);
  });

  it('are asked for again where the question failed, though there is no newer one', () => {
    expect(historyWait({ ...asked, isFailed: true }, '7', 51_000)).toBe(9000);
  });
});

describe('the words below the scalars', () => {
  it('name σ only where there are captures enough for it, and whose they are', () => {
    expect(spreadWords({ captures: 60, isMore: false })).toBe(
      'σ is of the last 60 captures of this exporter. Bold where the change is beyond 3 σ.',
    );
    expect(spreadWords({ captures: 1, isMore: false })).toBe('σ needs 5 captures of this exporter; 1 is here.');
    expect(spreadWords({ captures: 0, isMore: false })).toBe('σ needs 5 captures of this exporter; none is here.');
  });

  it('say that they are being read while they are', () => {
    expect(spreadWords({ captures: 1, isMore: true })).toBe('σ: the last captures of this exporter are being read…');
  });
});

describe('the words below a channel that is missing', () => {
  it('say that nothing is known of it only of the captures that were looked at', () => {
    expect(neverWords({ captures: 1, isMore: true }).short).toBe('looking further back…');
    expect(neverWords({ captures: 60, isMore: false }).short).toBe('not in the last 60 here');
    expect(neverWords({ captures: 0, isMore: false }).short).toBe('last capture not known');
  });
});
