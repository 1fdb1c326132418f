import type { ControlPolicy } from '../options.ts'

/** Whether a URL path belongs to the control of a mock, whatever tenants it has. */
export function isControl(url: string): boolean {
  return /^\/_assay(?:[/?]|$)/.test(url)
}

/** Throws when the control of a mock would stand in the way of its issuer, or be open to whoever sends nothing. */
export function checkControl(control: ControlPolicy, issuer: string): void {
  if (typeof control === 'object' && control.token === '') {
    throw new Error('Expected control.token to hold something, got an empty text. Give a token nobody guesses.')
  }
  if (control !== 'off' && isControl(new URL(issuer).pathname)) {
    throw new Error(`Expected an issuer outside /_assay, got ${issuer}. Give it another path, or set control to "off".`)
  }
}
