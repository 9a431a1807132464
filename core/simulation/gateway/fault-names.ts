/** Every trouble the simulated Gateway can be given, with what it then does. Those of a channel may be put on one channel, or on all. */
export const gatewayFaultSentences = {
  'gateway-slow': 'Every answer of the Gateway comes 3 s later, with all done that it tells of.',
  'gateway-hanging': 'The Gateway takes requests and never answers.',
  'gateway-down': 'The Gateway closes every connection without an answer.',
  'gateway-500': 'The Gateway fails with an unknown error, whatever it is asked.',
  'gateway-502': 'The proxy in front of the Gateway answers that nothing is behind it, with a web page.',
  'gateway-503': 'The proxy in front of the Gateway answers that it is busy, and says when to come again.',
  'gateway-html': 'Something in front of the Gateway answers with a web page and status 200.',
  'gateway-redirect': 'The Gateway sends everybody to https.',
  'gateway-too-large': 'The proxy in front of the Gateway refuses files of more than 1 MB.',
  'gateway-cut': 'The connection is cut in the middle of a file on its way to the Gateway.',
  'gateway-cut-answer': 'The Gateway takes a file, stores it, and the connection is cut before its answer.',
  'gateway-truncated': 'Answers of the Gateway end in the middle, with the status they should have.',
  'gateway-login-refused': 'The Gateway knows no user by that name and password.',
  'gateway-login-500': "The user's record in the Gateway is broken: nobody can log in.",
  'gateway-short-tokens': 'Tokens expire after a minute.',
  'gateway-tokens-forgotten': 'The Gateway takes none of the tokens it gave, although they have not expired.',
  'gateway-forbidden': 'The user may log in and may not submit files.',
  'gateway-no-manifest': 'The Gateway has no channel manifest.',
  'gateway-channel-unknown': 'The manifest of the Gateway does not know the channel.',
  'gateway-channel-type': 'The manifest of the Gateway has the channel as another type: a scalar as a vector, any other as a scalar.',
  'gateway-race': 'Whenever a record is first uploaded, another first upload of the same record comes before it by a moment.',
  'gateway-store-failure': 'The object store behind the Gateway does not take the channel; scalars need no store.',
  'gateway-objects-gone': 'What the object store held of the channel is gone.',
} as const;

export type GatewayFaultName = keyof typeof gatewayFaultSentences;

export function isGatewayFaultName(name: string): name is GatewayFaultName {
  return Object.hasOwn(gatewayFaultSentences, name);
}

export function gatewayFaultNames(): GatewayFaultName[] {
  return Object.keys(gatewayFaultSentences).filter(isGatewayFaultName);
}
