/** Whether a URL names this machine: `localhost`, names below it, 127.0.0.0/8 and ::1 (RFC 6761 section 6.3, RFC 8252 section 7.3). */
export function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false
  const host = new URL(address).hostname.toLowerCase().replace(/\.$/, '')
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
