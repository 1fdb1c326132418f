import { afterAll, describe, inject, test } from 'vitest'

import './provided.ts'
import { RunChannel } from './channel.ts'
import { openDocket, type Case } from './docket.ts'
import type { Plan } from './plan.ts'

/** The one file vitest collects: registers every check of the plan side by side, so that their pauses overlap. */

const interrupt = new AbortController()
const channel = new RunChannel(inject('assayRunId'), 'judge')
let hear: (id: number, line: string) => void = () => undefined
const plan = await new Promise<Plan>((resolve) => {
  channel.listen((message) => {
    if (message.kind === 'plan') resolve(message.plan)
    if (message.kind === 'landed') hear(message.id, message.line)
    if (message.kind === 'abort') interrupt.abort(new Error('interrupted'))
  })
  channel.post({ kind: 'ready' })
})

const suites = await Promise.all(
  plan.suites.map(async (file) => (await import(/* @vite-ignore */ file)) as Record<string, unknown>),
)
const docket = await openDocket(
  plan,
  channel,
  interrupt.signal,
  suites.flatMap((module) => Object.values(module).flat()),
)
hear = (id, line) => docket.hear(id, line)

for (const target of new Set(docket.cases.map((entry) => entry.target))) {
  describe.concurrent(target, () => {
    for (const entry of docket.cases.filter((each) => each.target === target)) register(entry)
  })
}

const nothing = docket.cases.length === 0 ? ['nothing to judge in this shard'] : []
// Vitest takes a file without a test for a mistake.
test.each(nothing)('%s', () => undefined)

afterAll(async () => {
  await docket.close()
  channel.close()
})

function register(entry: Case): void {
  test(
    entry.name,
    { timeout: 0, meta: { check: entry.check.id, target: entry.target } },
    async ({ skip, annotate }) => {
      const { verdict, sentence } = await entry.judge()
      if (verdict === 'skip') skip(sentence)
      if (verdict === 'warn') await annotate(sentence, 'warning')
      if (verdict === 'note') await annotate(sentence, 'notice')
      if (verdict === 'fail' || verdict === 'blocked' || verdict === 'error') throw new Error(sentence)
    },
  )
}
