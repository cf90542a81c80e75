/**
 * Forbids the page all connections from now on: a second policy only ever adds to
 * the first. The session that is shown could not be sent anywhere, whatever it does.
 */
export function sealNetwork(document: Document): void {
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = "connect-src 'none'"
  document.head.append(policy)
}
