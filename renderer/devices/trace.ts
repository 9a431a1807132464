/** In a box of `width` × `height`: the path of an SVG. null is a gap; a line that is constant lies in the middle, and a lone point is a short dash. */
export function tracePath(points: readonly (number | null)[], width: number, height: number): string {
  const known = points.filter((point) => point !== null);
  const least = known.reduce((low, each) => Math.min(low, each), Number.POSITIVE_INFINITY);
  const span = known.reduce((high, each) => Math.max(high, each), Number.NEGATIVE_INFINITY) - least;
  const step = points.length < 2 ? 0 : width / (points.length - 1);
  const y = (point: number) => (span > 0 ? height - ((point - least) / span) * height : height / 2);
  return points
    .map((point, at) => {
      if (point === null) return '';
      const before = points[at - 1] ?? null;
      const x = Math.min(at * step, width - 1);
      const place = `${rounded(x)} ${rounded(y(point))}`;
      if (before !== null) return `L${place}`;
      return (points[at + 1] ?? null) === null ? `M${place}h1` : `M${place}`;
    })
    .join('');
}

function rounded(length: number): number {
  return Math.round(length * 10) / 10;
}
