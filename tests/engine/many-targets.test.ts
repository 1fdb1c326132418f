import { randomUUID } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'

import type { Check } from '../../harness/check.ts'
import { evidencePath } from '../../harness/engine/assemble.ts'
import { RunChannel } from '../../harness/engine/channel.ts'
import { Collector } from '../../harness/engine/collect.ts'
import { openDocket } from '../../harness/engine/docket.ts'
import { widthAmong } from '../../harness/engine/hall.ts'
import type { Plan } from '../../harness/engine/plan.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import { httpLoopback } from '../http/loopback.ts'
import { fakeCheck } from './fake-target.ts'

interface Server {
  readonly url: string
  /** Most requests that were under way at once. */
  readonly most: () => number
}

/** A token endpoint that takes its time. */
async function server(ms: number, token = 'a-token-that-is-long-enough'): Promise<Server> {
  const seen = { now: 0, most: 0 }
  const listener: RequestListener = (_, response) => {
    seen.now += 1
    seen.most = Math.max(seen.most, seen.now)
    const answer = (): void => {
      seen.now -= 1
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ access_token: token, token_type: 'Bearer' }))
    }
    setTimeout(answer, ms)
  }
  const { url, close } = await httpLoopback(listener)
  onTestFinished(close)
  return { url, most: () => seen.most }
}

function target(name: string, url: string, more: Partial<TargetEntry> = {}): Plan['targets'][number] {
  const clients = { service: { client_id: 'service', client_secret: `the-secret-of-${name}` } }
  const entry = { name, issuer: url, discovery: false, metadata: { token_endpoint: `${url}/token` }, clients }
  return { config: completeTarget({ ...entry, ...more }), from: undefined }
}

/** Judges every case of a plan side by side, as the entry does, and tells what was heard, in the order it was heard. */
async function judged(targets: Plan['targets'], checks: readonly Check[], onJudged?: (target: string) => void) {
  const runId = randomUUID()
  const order: string[] = []
  const sleeping = new Set<string>()
  let asleep = 0
  const collector = new Collector(runId, (event) => {
    if (event.kind === 'waiting') sleeping.add(event.target)
    asleep = Math.max(asleep, sleeping.size)
    if (event.kind !== 'judged') return
    order.push(event.result.target)
    onJudged?.(event.result.target)
    sleeping.delete(event.result.target)
  })
  const channel = new RunChannel(runId, 'judge')
  onTestFinished(() => {
    collector.close()
    channel.close()
  })
  const ids = checks.map(({ id }) => id)
  const plan: Plan = {
    runId,
    profile: 'oauth2',
    repeat: 1,
    checks: ids,
    suites: [],
    ignored: [],
    targets,
    terminal: false,
    secrets: [],
  }
  const docket = await openDocket(plan, channel, new AbortController().signal, checks)
  await Promise.all(docket.cases.map((each) => each.judge()))
  await docket.close()
  await collector.finished
  return { heard: collector.heard, order, asleep }
}

/** A check that asks for a token and then perhaps waits. */
function asking(id: string, pause = 0): Check {
  return fakeCheck(
    async ({ op, step, wait }) => {
      await step.control(() => op.clientCredentials().tokens())
      if (pause > 0) await wait(pause, 'the tokens of the fake')
    },
    { id, ...(pause > 0 ? { waits: 'a pause' } : {}) },
  )
}

const verdictsOf = ({ results }: Collector['heard']): string[] =>
  results.map(({ result }) => `${result.target} ${result.verdict}`).toSorted()

const many = (count: number, pause = 0): Check[] =>
  Array.from({ length: count }, (_, index) => asking(`fake.check-${index}`, pause))

test('each target has its own limits', async () => {
  const [narrow, wide] = [await server(10), await server(10)]
  const limits = (concurrency: number): Partial<TargetEntry> => ({ limits: { concurrency } })

  await judged([target('narrow', narrow.url, limits(1)), target('wide', wide.url, limits(8))], many(8))

  expect(narrow.most()).toBe(1)
  expect(wide.most()).toBeGreaterThan(1)
})

test('pauses at different targets overlap', async () => {
  const urls = [await server(0), await server(0), await server(0), await server(0)].map(({ url }) => url)

  const { asleep } = await judged(
    urls.map((url, index) => target(`t${index}`, url)),
    many(1, 1),
  )

  expect(asleep).toBe(4)
})

/** Opens once so many results of a target were heard. */
function gate(target: string, results: number) {
  let left = results
  let resolve: () => void = () => undefined
  const open = new Promise<void>((opened) => {
    resolve = opened
  })
  const hear = (heard: string): void => {
    if (heard === target) left -= 1
    if (left === 0) resolve()
  }
  return { hear, open }
}

test('a slow target holds up no results of others', async () => {
  const { hear, open } = gate('quick', 6)
  const slow = await httpLoopback((_, response) => void open.then(() => response.writeHead(500).end()))
  onTestFinished(slow.close)
  const quick = await server(0)

  const { order } = await judged([target('slow', slow.url), target('quick', quick.url)], many(6), hear)

  expect(order).toEqual([...Array<string>(6).fill('quick'), ...Array<string>(6).fill('slow')])
})

test('a target that does not even open holds up no results of others', async () => {
  const { hear, open } = gate('quick', 2)
  const mute = await httpLoopback(({ socket }) => void open.then(() => socket.destroy()))
  onTestFinished(mute.close)
  const quick = await server(0)

  const targets = [target('mute', mute.url, { discovery: true }), target('quick', quick.url)]
  const { order, heard } = await judged(targets, many(2), hear)

  expect(order).toEqual(['quick', 'quick', 'mute', 'mute'])
  expect(verdictsOf(heard)).toEqual(['mute blocked', 'mute blocked', 'quick pass', 'quick pass'])
})

test('one issuer may be two targets, each judged with clients of its own', async () => {
  const { url } = await server(0)

  const { heard } = await judged([target('one', url), target('two', url)], many(1))

  expect(verdictsOf(heard)).toEqual(['one pass', 'two pass'])
  expect(heard.targets.map(({ name, issuer }) => [name, issuer])).toEqual([
    ['one', url],
    ['two', url],
  ])
})

test('a secret of one target is none in the evidence of another', async () => {
  const leaky = await server(0, 'the-secret-of-other')
  const other = await server(0)

  const { heard } = await judged([target('leaky', leaky.url), target('other', other.url)], many(1))

  expect(JSON.stringify(heard.results.map(({ evidence }) => evidence?.read()))).not.toContain('the-secret-of')
})

test('what can be under way in one process stays bounded, and no target goes without', () => {
  expect([1, 4, 8, 16, 20, 100].map((targets) => widthAmong(targets, 16))).toEqual([16, 16, 8, 4, 4, 4])
  expect([1, 8, 100].map((targets) => widthAmong(targets, 4))).toEqual([4, 2, 1])
})

test('each target has an evidence folder of its own, inside the report, whatever it is called', () => {
  const names = ['a b', 'a/b', 'a_b', '..', '.', 'prod', 'login.example:8443']
  const folders = names.map((name) => evidencePath(name, 'code.a').split('/').at(1))

  expect(new Set(folders).size).toBe(names.length)
  expect(folders.slice(-2)[0]).toBe('prod')
  for (const folder of folders) expect(folder).toMatch(/^\w[\w.-]*$/)
})
