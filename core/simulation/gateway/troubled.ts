import { type Answer, page, unknownError } from './answer.ts';
import type { GatewayFaultName } from './fault-names.ts';
import type { GatewayFaultBoard } from './faults.ts';

type Trouble = { fault: GatewayFaultName; answer(url: URL, bytes: number): Answer | null };

/** nginx's own limit where nobody has set another. */
const proxyLimit = 1024 * 1024;

/** Rows: what is answered instead, before anything is looked at. `null` where the fault does not touch this request. */
const troubles: readonly Trouble[] = [
  { fault: 'gateway-500', answer: () => unknownError('gateway-500') },
  { fault: 'gateway-502', answer: () => page(502, '502 Bad Gateway') },
  { fault: 'gateway-503', answer: () => page(503, '503 Service Temporarily Unavailable', { 'Retry-After': '2' }) },
  { fault: 'gateway-html', answer: () => page(200, 'Please sign in to the network') },
  {
    fault: 'gateway-redirect',
    answer: (url) => page(301, '301 Moved Permanently', { Location: `https://${url.hostname}${url.pathname}${url.search}` }),
  },
  { fault: 'gateway-too-large', answer: (_, bytes) => (bytes > proxyLimit ? page(413, '413 Request Entity Too Large') : null) },
];

/** `bytes`: of the request's body, as it says itself. */
export function troubled(faults: GatewayFaultBoard, url: URL, bytes: number): Answer | null {
  for (const { fault, answer } of troubles) {
    const given = faults.isOn(fault) ? answer(url, bytes) : null;
    if (given !== null && faults.comes(fault)) return given;
  }
  return null;
}
