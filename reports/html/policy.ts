import { createHash } from 'node:crypto'

/**
 * The policy of the page. What it shows was written by servers under judgement: nothing is loaded or sent, no text can become
 * markup (trusted-types), and only the one script and the one style are obeyed. Data elements are no scripts.
 */
export function policyFor(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
