export function TrendsView(_props: { channel: string | null }) {
  return <p>Trends</p>;
}
