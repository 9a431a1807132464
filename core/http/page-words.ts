/** A server's own words are cut here, so that a page cannot flood a sentence. */
const maxLength = 200;

/** The sentence in an error page of Tomcat, the title of another page, or the start of a plain text; empty where there is none. */
export function messageOf(page: string): string {
  const found = /<b>Message<\/b>([^<]*)/i.exec(page)?.[1] ?? /<title>([^<]*)/i.exec(page)?.[1] ?? (/^\s*[<[{]/.test(page) ? '' : page);
  const text = found
    .replace(/&(lt|gt|quot|amp|#39|#x27);/g, (entity) => entities[entity] ?? entity)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/\.$/, '');
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&', '&#39;': "'", '&#x27;': "'" };
