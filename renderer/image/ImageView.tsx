import type { ViewProps } from '../preview/view.ts';

export function ImageView({ channel }: ViewProps) {
  return <p>{channel.channel}</p>;
}
