import type { FormatOptions } from '../formats.ts'
import type { Result, Run } from '../model.ts'
import { evidenced, type Source } from '../source.ts'
import { writeRunJson } from '../writers/run-json.ts'
import { dataElement, escaped, pictureElement } from './embed.ts'
import { policyFor } from './policy.ts'
import { staticSummary } from './static-summary.ts'
import { style } from './style/style.ts'
import { readViewer } from './read-viewer.ts'

/** Characters of evidence: a page of about as many bytes opens at once and can be sent. */
const enough = 20_000_000

/**
 * The report as one HTML file that needs no network. Evidence and pictures are handed on one result at a time; where there is more
 * of it than a page should hold, that of checks which found nothing stays in its files. Rejects when the viewer was not built, and
 * as the source does.
 */
export async function* writeHtml(source: Source, options: FormatOptions): AsyncGenerator<string> {
  yield* htmlAround(await readViewer(), source, options)
}

/** The same around a script that is given, with another limit to evidence of what found nothing. */
export async function* htmlAround(
  script: string,
  source: Source,
  { base }: FormatOptions,
  most = enough,
): AsyncGenerator<string> {
  const run = settled(source.run)
  yield head(script)
  yield staticSummary(run)
  yield dataElement('run', run)
  if (base) yield dataElement('base', settled(base))
  yield* embedded(source, run.results, most)
  yield `<script>${script}</script>\n</body>\n</html>\n`
}

async function* embedded(source: Source, results: readonly Result[], most: number): AsyncGenerator<string> {
  const places = new Map(results.map((result, index) => [result, index]))
  for (const [index, result] of results.entries()) {
    const picture = await source.picture(result)
    if (picture) yield pictureElement(`picture-${index}`, picture)
  }
  let room = most
  for await (const { result, evidence } of evidenced(source, [
    ...results.filter(asksForALook),
    ...results.filter((each) => !asksForALook(each)),
  ])) {
    if (evidence === undefined) continue
    const element = dataElement(`evidence-${places.get(result)}`, evidence)
    room -= element.length
    if (room < 0 && !asksForALook(result)) return
    yield element
  }
}

/** Whether somebody will want to see what was exchanged. */
const asksForALook = ({ verdict, unstable }: Result): boolean => unstable || !['pass', 'note', 'skip'].includes(verdict)

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
