import { fileURLToPath } from 'node:url'

import { build } from 'rolldown'

import { style as checkStyle } from '../../../reports/html/client/check/style.ts'
import { style as compareStyle } from '../../../reports/html/client/compare/style.ts'
import { style as matrixStyle } from '../../../reports/html/client/matrix/style.ts'
import type { Given } from './page-main.ts'

const colours = `
:root { color-scheme: light dark; --ink: #1a1d21; --paper: #fff; --line: #d5d9df; --quiet: #5a6270; --accent: #1f4fbf; --pass: #166534; --fail: #b3261e; --warn: #8a4b00; --note: #1f4fbf; --skip: #5a6270; --blocked: #7a3e9d; --error: #9d174d; --known: #4b5563; --mono: ui-monospace, monospace; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --paper: #14171c; --line: #363c46; --quiet: #a5aebb; --accent: #9dbaff; --pass: #7ddc9a; --fail: #ff9d94; --warn: #ffc069; --note: #9dbaff; --skip: #a5aebb; --blocked: #d3a6f0; --error: #ff9ec4; --known: #b8c0cc; } }
body { margin: 0; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--accent); }
`

let script: Promise<string> | undefined

/** A page with the views in it, bundled from their sources, that may do no more than the report may. */
export async function pageOf(given: Given): Promise<string> {
  script ??= bundled()
  const policy = "default-src 'none'; img-src data:; script-src 'nonce-page'; style-src 'nonce-page'"
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Report</title>
<style nonce="page">${colours}${checkStyle}${matrixStyle}${compareStyle}</style></head>
<body><header><h1>Report</h1></header><main></main><script type="application/json" id="given">${JSON.stringify(given).replaceAll('<', String.raw`\u003c`)}</script>
<script nonce="page">${await script}</script></body></html>`
}

async function bundled(): Promise<string> {
  const input = fileURLToPath(new URL('page-main.ts', import.meta.url))
  const { output } = await build({ input, write: false, platform: 'browser', output: { format: 'iife' } })
  return output[0].code
}
