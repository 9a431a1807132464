/** What Tomcat wraps its errors in, as far as a client can tell the difference. */
const reasons: Record<number, { title: string; description: string }> = {
  400: {
    title: 'Bad Request',
    description:
      'The server cannot or will not process the request due to something that is perceived to be a client error (e.g., malformed request syntax, invalid request message framing, or deceptive request routing).',
  },
  404: {
    title: 'Not Found',
    description:
      'The origin server did not find a current representation for the target resource or is not willing to disclose that one exists.',
  },
  500: {
    title: 'Internal Server Error',
    description: 'The server encountered an unexpected condition that prevented it from fulfilling the request.',
  },
  503: {
    title: 'Service Unavailable',
    description:
      'The server is currently unable to handle the request due to a temporary overload or scheduled maintenance, which will likely be alleviated after some delay.',
  },
};

const style = [
  'body {font-family:Tahoma,Arial,sans-serif;}',
  'h1, h2, h3, b {color:white;background-color:#525D76;}',
  'h1 {font-size:22px;}',
  'h2 {font-size:16px;}',
  'h3 {font-size:14px;}',
  'p {font-size:12px;}',
  'a {color:black;}',
  '.line {height:1px;background-color:#525D76;border:none;}',
].join(' ');

export function tomcatPage(status: number, message: string): string {
  const { title, description } = reasons[status] ?? { title: 'Error', description: '' };
  const heading = `HTTP Status ${status} – ${title}`;
  const head = `<!doctype html><html lang="en"><head><title>${heading}</title><style type="text/css">${style}</style></head>`;
  const facts = `<p><b>Type</b> Status Report</p><p><b>Message</b> ${message}</p><p><b>Description</b> ${description}</p>`;
  return `${head}<body><h1>${heading}</h1><hr class="line" />${facts}<hr class="line" /><h3>Apache Tomcat/11.0.13</h3></body></html>`;
}
