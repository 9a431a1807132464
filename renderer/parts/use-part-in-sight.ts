import { type RefObject, useLayoutEffect, useState } from 'react';
import { type Part, partInSight } from './part-in-sight.ts';

export function usePartInSight(of: RefObject<HTMLElement | null>, lines: number, lineHeight: number): Part {
  const [sight, setSight] = useState({ top: 0, height: 0 });
  useLayoutEffect(() => {
    const element = of.current;
    if (element === null) return;
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [of]);
  return partInSight(lines, lineHeight, sight.top, sight.height);
}
