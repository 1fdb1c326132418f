// Sends malformed requests to every endpoint of the mock and looks for crashes, answers of 500 and above, unhandled
// rejections and growing memory. Usage: node dist/scripts/fuzz.js [count] [seed]
import process from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sample } from 'fast-check'
import { Pool } from 'undici'

import { rawRequests, sendRaw } from './fuzz/raw.ts'
import { oddRequests, type OddRequest } from './fuzz/requests.ts'
import { everything, vocabularyOf } from './fuzz/target.ts'

const [count = 100_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number)
const batch = 1000
/** More than noise, less than one leaked kilobyte for each request of a long run. Megabytes. */
const allowed = 20

const faults: string[] = []
process.on('unhandledRejection', (reason) => faults.push(`unhandled rejection: ${String(reason)}`))
process.on('uncaughtException', (error) => faults.push(`uncaught exception: ${error.stack ?? error.message}`))

const mock = await everything()
const words = await vocabularyOf(mock)
const pool = new Pool(mock.url, { connections: 16, keepAliveTimeout: 1000, keepAliveMaxTimeout: 1000 })
const statuses = new Map<number, number>()

for (const bytes of rawRequests) {
  const answer = await sendRaw(Number(new URL(mock.url).port), bytes)
  if (answer.startsWith('HTTP/1.1 5'))
    faults.push(`${JSON.stringify(bytes.slice(0, 80))}: ${answer.split('\r\n', 1)[0]}`)
}

let settled: number | undefined
for (let sent = 0; sent < count && faults.length === 0; sent += batch) {
  const requests = sample(oddRequests(words), { numRuns: Math.min(batch, count - sent), seed: seed + sent })
  await Promise.all(Array.from({ length: 16 }, () => sendFrom(requests)))
  // A fifth of the way in every cache is full.
  if (settled === undefined && sent >= count / 5) settled = heap()
}
const growth = heap() - (settled ?? heap())
if (growth > allowed) faults.push(`the heap grew by ${growth.toFixed(1)} MB after the first fifth`)

await pool.close()
await mock.close()
for (const fault of faults.slice(0, 10)) process.stdout.write(`${fault}\n`)
const seen = [...statuses].toSorted(([a], [b]) => a - b).map(([status, times]) => `${status} × ${times}`)
process.stdout.write(`seed ${seed}: ${seen.join(', ')}; heap grew by ${growth.toFixed(1)} MB\n`)
process.stdout.write(
  `fuzz: ${[...statuses.values()].reduce((sum, each) => sum + each, 0)} answered, ${faults.length} failed\n`,
)
process.exitCode = faults.length === 0 ? 0 : 1

async function sendFrom(requests: OddRequest[]): Promise<void> {
  for (let next = requests.pop(); next !== undefined; next = requests.pop()) await send(next)
}

async function send(odd: OddRequest): Promise<void> {
  const { method, path, headers, body } = odd
  const carries = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
  try {
    const answer = await pool.request({ method, path, headers, body: carries ? (body ?? null) : null })
    await answer.body.dump()
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
    if (answer.statusCode >= 500) faults.push(`${answer.statusCode} for ${told(odd)}`)
  } catch (error) {
    faults.push(`${String(error)} for ${told(odd)}`)
  }
}

function told(odd: OddRequest): string {
  const text = JSON.stringify(odd)
  return text.length > 600 ? `${text.slice(0, 600)} …` : text
}

function heap(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed / 1e6
}
