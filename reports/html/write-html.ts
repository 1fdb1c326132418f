import type { FormatOptions } from '../formats.ts'
import type { Run } from '../model.ts'
import { evidenced, type Source } from '../source.ts'
import { writeRunJson } from '../writers/run-json.ts'
import { dataElement, escaped, pictureElement } from './embed.ts'
import { policyFor } from './policy.ts'
import { staticSummary } from './static-summary.ts'
import { style } from './style/style.ts'
import { readViewer } from './read-viewer.ts'

/**
 * The report as one HTML file that needs nothing else: no network, no file beside it. Evidence and pictures are handed on one
 * result at a time. Rejects when the viewer was not built, and as the source does.
 */
export async function* writeHtml(source: Source, options: FormatOptions): AsyncGenerator<string> {
  yield* htmlAround(await readViewer(), source, options)
}

/** The same around a script that is given. */
export async function* htmlAround(script: string, source: Source, { base }: FormatOptions): AsyncGenerator<string> {
  const run = settled(source.run)
  yield head(script)
  yield staticSummary(run)
  yield dataElement('run', run)
  if (base) yield dataElement('base', settled(base))
  let index = -1
  for await (const { result, evidence } of evidenced(source, run.results)) {
    index += 1
    if (evidence) yield dataElement(`evidence-${index}`, evidence)
    const picture = await source.picture(result)
    if (picture) yield pictureElement(`picture-${index}`, picture)
  }
  yield `<script>${script}</script>\n</body>\n</html>\n`
}

function head(script: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policyFor(script, style))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Assay report</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
`
}

/** In the order of run.json, and without the folders of the machine. */
function settled(run: Run): Run {
  return JSON.parse(writeRunJson(run)) as Run
}
