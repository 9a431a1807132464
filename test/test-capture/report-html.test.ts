import { expect, test } from 'vitest';
import type { TestReport } from '../../core/contract/test-capture.ts';
import { reportHtml } from '../../core/test-capture/report-html.ts';
import { channel, suggestion, summary } from '../renderer/test-capture/found.ts';

const hostile = '<script>alert(1)</script>"&';

function report(change: Partial<TestReport> = {}): TestReport {
  return { ...summary(), found: [channel('CAM-1')], notes: [], ...change };
}

test('names and sentences of others stand in it as they are, and do nothing', () => {
  const { request } = summary();
  const html = reportHtml(
    report({
      testId: hostile,
      request: { ...request, by: hostile },
      failure: { code: 'STOPPED', message: hostile },
      notes: [hostile],
      found: [
        channel(hostile, {
          ...{ units: hostile, alarms: { [hostile]: 1 }, gateway: hostile, gaps: { pulses: 1, first: [hostile] } },
          types: [{ kind: hostile, dtype: hostile, shape: [1], samples: 1 }],
          decodeErrors: { count: 1, sentence: hostile },
          captured: { of: 2, captured: 1, sentence: hostile },
          source: { kind: 'archiver', pv: hostile },
          suggestions: [suggestion(hostile, { value: { kind: hostile }, now: hostile, reason: hostile })],
        }),
      ],
    }),
  );
  expect(html).not.toContain('<script');
  expect(html).not.toContain('"&<');
  expect(html.match(/&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(15);
});

test('it needs nothing else: no link, no picture, no script, and a policy that allows none', () => {
  const html = reportHtml(report());
  expect(html).not.toMatch(/<(script|link|img|iframe)|\s(src|href|on\w+)=|url\(|@import/i);
  expect(html).toContain("default-src 'none'");
  expect(html).toMatch(/color-scheme: light dark[\s\S]*@media print/);
});

test('suggestions are in words, with now and why', () => {
  const found = [
    channel('A', {
      suggestions: [
        suggestion('A', {
          field: 'match',
          now: { kind: 'nearest', toleranceMs: 40 },
          value: { kind: 'last', maxAgeMs: 3000 },
          reason: 'Slow.',
        }),
        suggestion('A', { field: 'settleMs', now: null, value: 900 }),
      ],
    }),
  ];
  const html = reportHtml(report({ found }));
  expect(html).toContain('<td>Match policy</td><td>nearest, ± 40 ms</td><td><b>last, at most 3000 ms old</b></td><td>Slow.</td>');
  expect(html).toContain('<td>Settle time, ms</td><td>not set</td><td><b>900</b></td>');
  expect(reportHtml(report())).toContain('None: what is set fits');
});

test('of an alarm that is none nothing is said', () => {
  expect(reportHtml(report({ found: [channel('A', { alarms: { NO_ALARM: 3, NONE: 2 } })] }))).not.toMatch(/NO_ALARM|NONE/);
});
