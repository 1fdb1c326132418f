// Writes a large report in every format and tells the seconds and the megabytes that each took.
// Usage: node bench/reports.mjs [results] [kilobytes of evidence each]; needs a build.
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

import { formats } from '../dist/reports/formats.js'
import { readReport } from '../dist/reports/read-report.js'
import { writeFormats } from '../dist/reports/write-formats.js'

const [count = 1000, kilobytes = 20] = process.argv.slice(2).map(Number)
const verdicts = ['pass', 'pass', 'pass', 'fail', 'warn', 'note', 'skip', 'blocked', 'error']
const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'))

function checkOf(id) {
  const law = {
    document: 'RFC 6749',
    section: '4.1.2',
    level: 'MUST',
    url: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
  }
  return {
    id,
    title: `The server obeys ${id}`,
    laws: [law],
    needs: [],
    steps: [{ name: 'ask', text: 'Ask' }],
    holds: 'It does',
    caution: null,
    defect: 'code-reusable',
  }
}

function resultOf(check, index) {
  const verdict = verdicts[index % verdicts.length]
  const stuck = verdict === 'blocked' || verdict === 'error'
  return {
    target: 'staging',
    check,
    verdict,
    known: null,
    expected: '400 with error=invalid_grant',
    actual: '200 with access_token',
    because: 'MUST (RFC 6749 §4.1.2)',
    tolerated: null,
    unstable: false,
    attempts: 1,
    steps: [{ name: 'ask', ok: true, ms: 3, exchanges: ['x1'] }],
    notes: [],
    ms: 12,
    waited: 0,
    evidence: `evidence/staging/${check}.json`,
    cause: stuck ? 'c1' : null,
  }
}

function exchangeOf(index, text) {
  const body = { text, bytes: text.length, truncated: false, sha256: null }
  return {
    id: `x${index}`,
    step: 'ask',
    attempt: 1,
    at: '2026-01-02T03:04:05.000Z',
    ms: 3,
    request: {
      method: 'POST',
      url: 'https://as.example/token',
      headers: [['content-type', 'application/x-www-form-urlencoded']],
      body: { ...body, text: 'grant_type=authorization_code&code=%E2%80%B9code%231%E2%80%BA' },
    },
    response: { status: 400, headers: [['content-type', 'application/json']], body },
    failure: null,
  }
}

const ids = Array.from({ length: count }, (_, index) => `area${index % 30}.rule-${index}`)
const run = {
  schema: 1,
  tool: { name: 'oauth-assay', version: '0.0.0' },
  run: {
    id: 'bench',
    started: '2026-01-02T03:04:05.000Z',
    finished: '2026-01-02T03:05:05.000Z',
    profile: 'oauth2',
    selection: [],
    interrupted: false,
  },
  targets: [
    { name: 'staging', issuer: 'https://as.example', capabilities: [], from: { file: 'assay.config.yaml', line: 3 } },
  ],
  checks: ids.map(checkOf),
  results: ids.map(resultOf),
  causes: [{ id: 'c1', kind: 'blocked', text: 'the login page is not there', results: count }],
}
const text = JSON.stringify({ error: 'invalid_grant', error_description: 'x'.repeat(2000) })
await mkdir(join(folder, 'evidence/staging'), { recursive: true })
await writeFile(join(folder, 'run.json'), JSON.stringify(run))
for (const id of ids) {
  const exchanges = Array.from({ length: Math.ceil((kilobytes * 1024) / 2500) }, (_, index) =>
    exchangeOf(index + 1, text),
  )
  await writeFile(
    join(folder, `evidence/staging/${id}.json`),
    JSON.stringify({ schema: 1, target: 'staging', check: id, exchanges }),
  )
}

const source = await readReport(folder)
await source.evidence(run.results[0])
for (const [format, { file }] of Object.entries(formats)) {
  const out = join(folder, 'out', file)
  let most = 0
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss - before)), 5)
  const started = performance.now()
  await writeFormats(source, [{ format, file: out }], { out: 'conformance-report' })
  const seconds = (performance.now() - started) / 1000
  clearInterval(watch)
  const size = (await stat(out)).size / 2 ** 20
  console.log(
    `${format.padEnd(10)} ${seconds.toFixed(3)} s  ${size.toFixed(1)} MB written, ${(most / 2 ** 20).toFixed(0)} MB more memory`,
  )
}
await rm(folder, { recursive: true })
