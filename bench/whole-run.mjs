// Wall time of `assay run` against the embedded mock, whole process. Usage: node bench/whole-run.mjs [runs]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, seconds } from './figures.mjs'

const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const out = mkdtempSync(join(tmpdir(), 'assay-bench-'))
const times = Array.from({ length: Number(process.argv[2] ?? 5) }, () => {
  const started = performance.now()
  const { status } = spawnSync(process.execPath, [cli, 'run', '--quiet', '--out', out], { cwd: out, stdio: 'ignore' })
  if (status !== 0) throw new Error(`the run ended with ${status}`)
  return performance.now() - started
})
rmSync(out, { recursive: true, force: true })
console.log(`whole run against the embedded mock: median ${seconds(median(times))}, of ${times.map(seconds).join(' ')}`)
