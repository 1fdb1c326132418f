import { createHash } from 'node:crypto'

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

const style = `
:root{color-scheme:light dark;--line:#8a8f98;--accent:#2456c8;--text:#fff}
@media (prefers-color-scheme:dark){:root{--accent:#9bb8ff;--text:#10131a}}
*{box-sizing:border-box}
body{font:1rem/1.5 system-ui,sans-serif;margin:0;padding:1rem;display:grid;min-height:100vh;place-items:center}
main{width:100%;max-width:24rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.2;margin:0 0 1rem}
label{display:block;font-weight:600;margin-top:1rem}
input,button{font:inherit;width:100%;padding:.7rem;border-radius:.4rem;border:1px solid var(--line)}
button{margin-top:1rem;cursor:pointer;background:none;color:inherit;text-align:start}
button.first{background:var(--accent);border-color:var(--accent);color:var(--text);text-align:center;font-weight:600}
button.other{text-align:center}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.problem{border-inline-start:4px solid #c62828;padding:.5rem .8rem;margin:1rem 0}
small{display:block;opacity:.8}
dt{font-weight:600}dd{margin:0 0 .5rem}
`

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

/** A whole page around a heading and its content. */
export function page(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`.markup
}
