import { createHash } from 'node:crypto'
import { style } from './style.ts'

const hash = createHash('sha256').update(style).digest('base64')

// Requests come from anybody, so what the page shows is hostile: nothing is loaded from elsewhere, no text can become
// markup (trusted-types), and scripts come from this listener alone.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'sha256-${hash}'`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** Headers of the inspector: not stored, not framed. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

/** The inspector: the frame that its script fills. */
export const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Inspector of the mock provider</title>
    <link rel="icon" href="data:,">
    <style>${style}</style>
    <script type="module" src="/_assay/inspector/main.js"></script>
  </head>
  <body>
    <header>
      <h1>Mock provider</h1>
      <div id="tenants"></div>
      <code id="issuer"></code>
      <div id="reload"></div>
      <nav aria-label="Views"><ul id="views"></ul></nav>
    </header>
    <main>
      <div class="heading"><h2 id="title">Loading</h2><span id="count"></span></div>
      <div id="view"></div>
      <noscript><p>The inspector needs JavaScript. The same is at /_assay/api.</p></noscript>
    </main>
    <p id="status" role="status"></p>
  </body>
</html>
`
