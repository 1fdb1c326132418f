// The mock beside bare oidc-provider and oauth2-mock-server, in turn, so that ratios hold on a noisy machine: tokens and code
// flows per second of the server's CPU, memory after 100,000 tokens, a further tenant. The start is in bench/mock/start.mjs.
// Usage: node bench/mock.mjs [--quick]
import { figure, median } from './figures.mjs'
import { perCpuSecond, repeat, Rival } from './mock/drive.mjs'
import { newTenants } from './mock/tenants.mjs'

const quick = process.argv.includes('--quick')
const rounds = quick ? 1 : 3
const names = ['assay', 'bare', 'peer']
const say = (what, values, unit) =>
  console.log(
    `${what.padEnd(34)} ${names.map((name) => (values[name] === undefined ? '-' : figure(values[name])).padStart(9)).join('')}  ${unit}`,
  )

console.log(`${''.padEnd(34)} ${['assay', 'bare', 'oms'].map((name) => name.padStart(9)).join('')}`)

for (const format of ['opaque', 'RS256', 'ES256', 'EdDSA']) {
  const rivals = format === 'opaque' ? names.slice(0, 2) : names
  say(`client_credentials, ${format}`, await inTurn(rivals, format, tokens), 'tokens per CPU-second')
}
say('code flows, RS256 ID token', await inTurn(names, 'opaque', flows), 'flows per CPU-second')
for (const [format, rivals] of [
  ['opaque', names.slice(0, 2)],
  ['RS256', names],
]) {
  const memory = await inTurn(rivals, format, weight, 1)
  for (const [what, unit] of [
    ['rss', 'MB resident'],
    ['heap', 'MB heap'],
    ['growth', 'MB heap, second half'],
  ]) {
    say(`after 100,000 tokens, ${format}`, pick(memory, what), unit)
  }
}
say('a further tenant', await newTenants(quick ? 20 : 200), 'ms')

async function inTurn(rivals, format, measure, times = rounds) {
  const found = Object.fromEntries(rivals.map((name) => [name, []]))
  for (let round = 0; round < times; round += 1) {
    for (const name of rivals) {
      const rival = await Rival.start(name, format)
      found[name].push(await measure(rival))
      await rival.stop()
    }
  }
  return Object.fromEntries(rivals.map((name) => [name, times === 1 ? found[name][0] : median(found[name])]))
}

async function tokens(rival) {
  const ask = () => rival.token({ grant_type: 'client_credentials', scope: 'read' })
  await repeat(quick ? 200 : 2000, 16, ask)
  return perCpuSecond(rival, quick ? 500 : 6000, 16, ask)
}

async function flows(rival) {
  const walk = () => rival.flow()
  await repeat(quick ? 50 : 500, 16, walk)
  return perCpuSecond(rival, quick ? 100 : 1500, 16, walk)
}

async function weight(rival) {
  const ask = () => rival.token({ grant_type: 'client_credentials', scope: 'read' })
  const half = quick ? 2000 : 50_000
  await repeat(half, 16, ask)
  const { heap: before } = await rival.figures()
  await repeat(half, 16, ask)
  const { rss, heap } = await rival.figures()
  return { rss, heap, growth: heap - before }
}

function pick(memory, what) {
  return Object.fromEntries(Object.entries(memory).map(([name, values]) => [name, values[what]]))
}
