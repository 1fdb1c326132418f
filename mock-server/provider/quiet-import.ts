import { format } from 'node:util'
import { provideUrlParse } from './url-parse.ts'

provideUrlParse()

// oidc-provider prints this on import under Node 20, which we support and test; every other warning passes through.
const expected = 'oidc-provider WARNING: Unsupported runtime.'
const original = console.warn

console.warn = (...values: unknown[]) => {
  if (!format(...values).includes(expected)) original(...values)
}

/** Puts the original `console.warn` back; called as soon as oidc-provider is imported. */
export function endQuietImport(): void {
  console.warn = original
}
