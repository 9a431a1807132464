/** What a browser says of a request. */
export type Asked = { method: string; host: string | undefined; origin: string | undefined; upgrade: boolean };

/**
 * Loopback is not private: every page in a browser of this machine reaches it. `Host` shows a page of another name that was pointed at 127.0.0.1, `Origin` a page of
 * another place. null: come in; otherwise why not, for a person.
 */
export function whyRefused({ method, host, origin, upgrade }: Asked, port: number): string | null {
  // Of a browser's own port it says nothing.
  const hosts = ['127.0.0.1', 'localhost'].map((name) => (port === 80 ? name : `${name}:${port}`));
  if (host === undefined || !hosts.includes(host))
    return `This exporter answers only at http://${hosts[0]}, and was asked for under another name.`;
  const changes = upgrade || !(method === 'GET' || method === 'HEAD');
  if (changes && origin !== `http://${host}`)
    return `This exporter answers only its own page at http://${host}, not a page of another place.`;
  return null;
}
