import { forwardRef } from 'react';

type ScrollPlaceProps = { className: string; label?: string; children: React.ReactNode };

/** What scrolls is scrolled by keys too, so they must be able to come to it. */
export const ScrollPlace = forwardRef<HTMLElement, ScrollPlaceProps>(function ScrollPlace({ className, label, children }, ref) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the only way for keys to scroll it (axe: scrollable-region-focusable)
    <section className={className} ref={ref} tabIndex={0} {...(label !== undefined && { 'aria-label': label })}>
      {children}
    </section>
  );
});
