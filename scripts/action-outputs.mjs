// Tells the steps after the one that judged: node action-outputs.mjs <working directory> <report folder> <exit code>
import { randomUUID } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'

const verdicts = ['pass', 'fail', 'warn', 'note', 'skip', 'blocked', 'error']

const [workingDirectory = '.', out = '', code = ''] = process.argv.slice(2)
const results = resultsOf(join(out, 'run.json'))
tell({
  'exit-code': code,
  report: isAbsolute(out) ? out : join(workingDirectory, out),
  judged: String(results !== undefined),
  ...(results && counted(results)),
})

/** Undefined when the run never began. */
function resultsOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).results
  } catch {
    return undefined
  }
}

function counted(results) {
  const unknown = results.filter(({ known }) => known === null)
  const counts = verdicts.map((verdict) => [verdict, unknown.filter((result) => result.verdict === verdict).length])
  return { ...Object.fromEntries(counts), known: results.length - unknown.length }
}

/** A value may hold a line break and must not end where it likes. */
function tell(outputs) {
  const end = `end-${randomUUID()}`
  const lines = Object.entries(outputs).map(([name, value]) => `${name}<<${end}\n${value}\n${end}\n`)
  appendFileSync(process.env['GITHUB_OUTPUT'] ?? '', lines.join(''))
}
