/** One value in application/x-www-form-urlencoded (RFC 6749 appendix B). */
export function formEncode(value: string): string {
  return new URLSearchParams([['', value]]).toString().slice(1)
}

/** Credentials for HTTP Basic: each part form-encoded, then joined and base64-encoded (RFC 6749 section 2.3.1). */
export function basicCredentials(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${formEncode(id)}:${formEncode(secret)}`).toString('base64')}`
}
