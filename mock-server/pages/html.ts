import { createHash } from 'node:crypto'
import { style } from './style.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Markup that is already safe. */
export class Html {
  readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }
}

/** Builds markup from a template; every value is escaped unless it is {@link Html} or a list of it. */
export function html(strings: TemplateStringsArray, ...values: (string | number | undefined | Html | Html[])[]): Html {
  return new Html(strings.reduce((markup, text, index) => markup + render(values[index - 1]) + text))
}

function render(value: string | number | undefined | Html | Html[]): string {
  if (value instanceof Html) return value.markup
  if (Array.isArray(value)) return value.map(render).join('')
  return String(value ?? '').replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}

// One string, because the policy names the hash of exactly what stands between the tags.
const styleElement = new Html(`<style>${style}</style>`)
const styleHash = createHash('sha256').update(style).digest('base64')

/** Headers of every page: not stored, not framed, nothing loaded or run. `form-action` is left out because browsers apply it to the redirect to the client. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** Whose page it is: a tenant, the default one without a name. */
export interface Place {
  readonly name: string
}

/** A whole page around a heading and its content; a wide one has room for columns. */
export function page({ name }: Place, title: string, content: Html, { wide = false } = {}): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Mock provider</title>
        ${styleElement}
      </head>
      <body class="${wide ? 'wide' : 'narrow'}">
        <header>
          <span class="place"><span class="name">Mock provider</span>${name === '' ? '' : ` · ${name}`}</span>
          <span class="badge">For tests only</span>
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`.markup
}
