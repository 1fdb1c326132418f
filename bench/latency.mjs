// Wall time of `assay run` against a mock behind a slow line. Usage: node bench/latency.mjs [milliseconds] [runs]
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { briskDevices, describeTenant } from '../dist/cli/embedded-mock.js'
import { createMockServer } from '../dist/mock-server/index.js'
import { median, seconds } from './figures.mjs'

const [delay = 100, runs = 3] = process.argv.slice(2).map(Number)
const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))

// What the mock answers is held back; a round trip takes so much longer.
let port = 0
const line = createServer((near) => {
  const far = connect(port, '127.0.0.1')
  near.pipe(far)
  far.on('data', (chunk) => setTimeout(() => near.write(chunk), delay))
  far.on('end', () => setTimeout(() => near.end(), delay))
  near.on('error', () => far.destroy())
  far.on('error', () => near.destroy())
})
await new Promise((resolve) => line.listen(0, '127.0.0.1', () => resolve(undefined)))
const address = line.address()
const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`

// Enough for a flow of ten round trips under load; the longest wait is that for a device code.
const lifetimes = { code: 6, device_code: 8, access_token: 6, refresh_token: 6, client_credentials: 6 }

const times = []
for (let run = 0; run < runs; run += 1) {
  const mock = await createMockServer({
    issuer,
    tenant: { lifetimes, device: briskDevices },
  })
  port = Number(new URL(mock.url).port)
  const out = mkdtempSync(join(tmpdir(), 'assay-bench-'))
  const {
    clients,
    users,
    resource,
    scopes,
    lifetimes: stated,
    assertion,
    token_exchange,
  } = describeTenant(mock.tenant, '')
  const target = {
    name: 'mock',
    issuer,
    clients,
    users,
    resource,
    scopes,
    lifetimes: stated,
    assertion,
    token_exchange,
  }
  writeFileSync(join(out, 'assay.config.yaml'), stringify({ targets: [target] }))
  const started = performance.now()
  const child = spawn(process.execPath, [cli, 'run', '--quiet'], { cwd: out, stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  const status = await new Promise((resolve) => child.once('close', resolve))
  if (status !== 0) throw new Error(`the run ended with ${status}: ${said}`)
  times.push(performance.now() - started)
  console.log(/^.*checks: .*$/m.exec(said)?.[0])
  rmSync(out, { recursive: true, force: true })
  await mock.close()
}
line.close()
console.log(`whole run, ${delay} ms of latency: median ${seconds(median(times))}, of ${times.map(seconds).join(' ')}`)
