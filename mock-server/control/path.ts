import type { ControlPolicy } from '../options.ts'

/** Whether a URL path belongs to the control of a mock, whatever tenants it has. */
export function isControl(url: string): boolean {
  return /^\/_assay(?:[/?]|$)/.test(url)
}

/** Throws when the control of a mock would stand in the way of its issuer, or its token cannot be sent. */
export function checkControl(control: ControlPolicy, issuer: string): void {
  // RFC 6750, section 2.1: anything else cannot be sent as a bearer token.
  if (typeof control === 'object' && !/^[A-Za-z0-9\-._~+/]+=*$/.test(control.token)) {
    throw new Error(
      'Expected control.token of letters, digits and -._~+/ only, got other text. Give a long random one.',
    )
  }
  if (control !== 'off' && isControl(new URL(issuer).pathname)) {
    throw new Error(`Expected an issuer outside /_assay, got ${issuer}. Give it another path, or set control to "off".`)
  }
}
