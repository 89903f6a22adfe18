const UNTRUSTED = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const BY_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection broke off.',
  EHOSTUNREACH: 'Its host cannot be reached.',
  ENETUNREACH: 'Its network cannot be reached.',
  ENOTFOUND: 'The name of its host is not known.',
  EAI_AGAIN: 'The name of its host could not be looked up.',
  ETIMEDOUT: 'It did not answer.',
  UND_ERR_CONNECT_TIMEOUT: 'It did not answer.',
  UND_ERR_SOCKET: 'The connection broke off.',
};

/** Why no answer came, as a sentence without the address. */
export function failureWords(error: unknown): string {
  const code = codeOf(error);
  if (code === undefined) return 'The connection failed.';
  if (UNTRUSTED.has(code)) return `Its certificate is not trusted (${code}).`;
  return BY_CODE[code] ?? `The connection failed (${code}).`;
}

/** The first code on the way down; connecting to several addresses of one host fails with several errors. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error instanceof AggregateError ? error.errors[0] : error.cause);
}

/** Why a message was not taken, as a sentence; what the receiver said is told where it is one plain word, as Slack’s are. */
export function refusalWords(status: number, said: string): string {
  const word = /^[a-z][a-z_]{2,60}$/.test(said.trim()) ? ` It said: ${said.trim()}.` : '';
  if (status >= 300 && status < 400) return `It answered ${status} and points elsewhere. Rehome follows no redirects.`;
  const means =
    MEANS[status] ?? (status >= 500 ? ': something is wrong on its side' : ': it does not take this message');
  return `It answered ${status}${means}.${word}`;
}

const MEANS: Readonly<Record<number, string>> = {
  401: ': it does not know Rehome',
  403: ': it does not let Rehome post',
  404: ': there is nothing at this address',
  410: ': there is nothing at this address any more',
  413: ': the message is too long for it',
  429: ': too many messages',
};
