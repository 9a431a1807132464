/** Scrolls no further than it must for a line of a table to be in sight; the head that stays in place covers one line. */
export function showLine(place: HTMLElement | null, at: number, height: number): void {
  if (place === null || at < 0) return;
  const [top, bottom] = [at * height, (at + 2) * height];
  if (top < place.scrollTop) place.scrollTop = top;
  else if (bottom > place.scrollTop + place.clientHeight) place.scrollTop = bottom - place.clientHeight;
}
