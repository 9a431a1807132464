import { type RefObject, useEffect, useRef } from 'react';

/** Names of the tiles that are seen now, kept without drawing anything anew: it only decides what is read first. */
export function useInSight(place: RefObject<HTMLElement | null>, tiles: unknown): RefObject<ReadonlySet<string>> {
  const names = useRef<Set<string>>(new Set());
  // biome-ignore lint/correctness/useExhaustiveDependencies: other tiles are a reason to look again
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const seen = names.current;
    seen.clear();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const name = target instanceof HTMLElement ? target.dataset['channel'] : undefined;
        if (name === undefined) continue;
        if (isIntersecting) seen.add(name);
        else seen.delete(name);
      }
    });
    for (const tile of element.querySelectorAll('[data-channel]')) observer.observe(tile);
    return () => observer.disconnect();
  }, [place, tiles]);
  return names;
}
