import type { StateName } from './states.ts';

const figures: Readonly<Record<StateName, React.ReactNode>> = {
  done: <path d="M2 6.5L5 9.5L10.5 3" fill="none" stroke="var(--ink-3)" strokeWidth="1.6" />,
  running: (
    <>
      <circle cx="6" cy="6" r="4.5" fill="none" stroke="var(--ink)" strokeWidth="1.4" />
      <path d="M6 6V1.5A4.5 4.5 0 0 1 6 10.5z" fill="var(--ink)" />
    </>
  ),
  'to-come': <circle cx="6" cy="6" r="1.5" fill="var(--skipped)" />,
  ok: <circle cx="6" cy="6" r="4" fill="none" stroke="var(--normal)" strokeWidth="1.6" />,
  unknown: <circle cx="6" cy="6" r="4" fill="none" stroke="var(--normal)" strokeWidth="1.4" strokeDasharray="2 2" />,
  attention: <path d="M6 .8L11.6 11H.4z" fill="var(--time)" />,
  act: (
    <>
      <path d="M.5 .5H11.5V11.5H.5z" fill="var(--source)" />
      <path d="M3.3 3.3l5.4 5.4M8.7 3.3L3.3 8.7" stroke="var(--surface)" strokeWidth="1.8" />
    </>
  ),
  complete: <circle cx="6" cy="6" r="5" fill="var(--normal)" />,
  partial: (
    <>
      <circle cx="6" cy="6" r="4.3" fill="none" stroke="var(--ink-2)" strokeWidth="1.4" />
      <path d="M6 1.7A4.3 4.3 0 0 0 6 10.3z" fill="var(--ink-2)" />
    </>
  ),
  failed: (
    <>
      <circle cx="6" cy="6" r="4.3" fill="none" stroke="var(--source)" strokeWidth="1.6" />
      <path d="M3 3l6 6" stroke="var(--source)" strokeWidth="1.6" />
    </>
  ),
};

/** Its word stands beside it. */
export function StateMark({ state }: { state: StateName }) {
  return (
    <svg className="mark" viewBox="0 0 12 12" aria-hidden>
      {figures[state]}
    </svg>
  );
}
