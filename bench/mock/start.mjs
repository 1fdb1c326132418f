// Process start to first discovery answer: the mock, bare oidc-provider and oauth2-mock-server in turn, so that the ratio
// holds on a noisy machine. Usage: node bench/mock/start.mjs [rounds]
import { spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { median, seconds } from '../figures.mjs'

const rounds = Number(process.argv[2] ?? 10)
const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const bare = (code) => ['--input-type=module', '-e', code]
const rivals = {
  'assay mock': (port) => [cli, 'mock', '--port', String(port)],
  'bare oidc-provider': (port) =>
    bare(`URL.parse ??= (u, b) => { try { return new URL(u, b) } catch { return null } }
const { Provider } = await import('oidc-provider')
new Provider('http://127.0.0.1:${port}', {}).listen(${port}, '127.0.0.1')`),
  'oauth2-mock-server': (port) =>
    bare(`import { OAuth2Server } from 'oauth2-mock-server'
const s = new OAuth2Server(); await s.issuer.keys.generate('RS256'); await s.start(${port}, '127.0.0.1')`),
}

const times = Object.fromEntries(Object.keys(rivals).map((name) => [name, []]))
let port = 47_100
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, args] of Object.entries(rivals)) {
    port += 1
    const ms = await start(args(port), port)
    if (round > 0) times[name].push(ms)
  }
}
const base = median(times['oauth2-mock-server'])
for (const [name, list] of Object.entries(times)) {
  console.log(
    `${name.padEnd(20)} median ${seconds(median(list))}  ${(median(list) / base).toFixed(2)} × oauth2-mock-server`,
  )
}

async function start(args, at) {
  const started = performance.now()
  const child = spawn(process.execPath, args, {
    stdio: 'ignore',
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  })
  try {
    for (;;) {
      if (await answers(`http://127.0.0.1:${at}/.well-known/openid-configuration`)) return performance.now() - started
      if (performance.now() - started > 20_000) throw new Error(`no answer from ${args[0]}`)
      await setTimeout(1)
    }
  } finally {
    child.kill()
  }
}

async function answers(url) {
  try {
    const answer = await fetch(url)
    await answer.text()
    return answer.ok
  } catch {
    return false
  }
}
