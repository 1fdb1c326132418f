import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { startJmondiOauth2Server } from '../../fixtures/targets/jmondi-oauth2-server/server.mjs'
import { startMcpSdk } from '../../fixtures/targets/mcp-sdk/server.mjs'
import { startNodeOauth2Server } from '../../fixtures/targets/node-oauth2-server/server.mjs'
import { startOauth2MockServer } from '../../fixtures/targets/oauth2-mock-server/server.mjs'
import type { Run, Verdict } from '../../reports/model.ts'
import { assay, patience } from '../acceptance/assay.ts'
import type { Standing, Truth } from './laws.ts'
import {
  jmondiOauth2ServerBeyond,
  mcpSdkBeyond,
  nodeOauth2ServerBeyond,
  oauth2MockServerBeyond,
} from './truth/beyond.ts'
import * as nodeServer from './truth/node-oauth2-server.ts'
import * as nodeClients from './truth/node-oauth2-server.clients.ts'
import * as nodeWaiting from './truth/node-oauth2-server.waiting.ts'
import * as mockServer from './truth/oauth2-mock-server.ts'
import * as mockClients from './truth/oauth2-mock-server.clients.ts'
import * as mockWaiting from './truth/oauth2-mock-server.waiting.ts'

const folder = fileURLToPath(new URL('../../fixtures/targets/', import.meta.url))

interface Foreign {
  readonly name: string
  readonly truths: Readonly<Record<string, Truth>>
  /** Further deviations that raw tests confirm, of laws whose other outcomes have no raw test yet. */
  readonly beyond: readonly string[]
  start(): Promise<{ issuer: string; close(): Promise<void> }>
  /** Laws the tool reads otherwise than the raw tests, and why neither is wrong. */
  readonly readings: Readonly<Record<string, { verdict: Verdict; why: string }>>
}

const oneCause = 'the deviation it would follow from is reported by another check'
const tooLong = 'the pause is longer than this test allows'

const foreigners: readonly Foreign[] = [
  {
    name: 'node-oauth2-server',
    truths: { ...nodeServer.grants, ...nodeClients.clients, ...nodeWaiting.waiting },
    beyond: nodeOauth2ServerBeyond,
    start: () => startNodeOauth2Server(),
    readings: {
      'client-credentials.authentication-required': {
        verdict: 'pass',
        why: 'invalid_request is as good for an empty secret in HTTP Basic as in client-auth.empty-secret-refused',
      },
    },
  },
  {
    name: 'oauth2-mock-server',
    truths: { ...mockServer.grants, ...mockClients.clients, ...mockWaiting.waiting },
    beyond: oauth2MockServerBeyond,
    start: () => startOauth2MockServer(),
    readings: {
      'code.reuse-revokes-access-token': { verdict: 'skip', why: oneCause },
      'code.reuse-revokes-refresh-token': { verdict: 'skip', why: oneCause },
      'code.single-use-later': { verdict: 'skip', why: tooLong },
      'expiry.code': { verdict: 'skip', why: tooLong },
      'expiry.access-token': { verdict: 'skip', why: tooLong },
      'expiry.access-token-error': { verdict: 'skip', why: tooLong },
      'refresh.reuse-revokes-family': { verdict: 'skip', why: oneCause },
      'refresh.scope-defaults-to-original': {
        verdict: 'skip',
        why: 'the first token does not cover the scopes asked for, so the refresh loses nothing',
      },
    },
  },
  {
    name: 'jmondi-oauth2-server',
    truths: {},
    beyond: jmondiOauth2ServerBeyond,
    start: () => startJmondiOauth2Server(),
    readings: {},
  },
  { name: 'mcp-sdk', truths: {}, beyond: mcpSdkBeyond, start: () => startMcpSdk(), readings: {} },
]

const verdictOf: Readonly<Record<Standing, Verdict>> = { HOLDS: 'pass', WARNS: 'warn', DEVIATES: 'fail' }

describe('servers that others wrote', { timeout: patience }, () => {
  /** One run each with its baseline, begun by the first test that asks: on a busy machine runs side by side take no less time. */
  const runs = new Map<string, Promise<Judged>>()

  function runOf({ name, start }: Foreign): Promise<Judged> {
    const run = runs.get(name) ?? judgedAt(start, name, '--known', `${folder}${name}/known.yaml`)
    runs.set(name, run)
    return run
  }

  test.each(foreigners)('$name gets the verdicts that the raw tests confirm', async (foreigner) => {
    const { truths, beyond, readings } = foreigner
    const { results } = await runOf(foreigner)
    const expected = Object.entries(truths).map(([law, [standing]]) => [
      law,
      readings[law]?.verdict ?? verdictOf[standing],
    ])
    const seen = results.filter(({ check }) => check in truths).map(({ check, verdict }) => [check, verdict])
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected))
    const failed = results.filter(({ verdict }) => verdict === 'fail').map(({ check }) => check)
    expect(failed.filter((check) => truths[check]?.[0] !== 'DEVIATES' && !beyond.includes(check))).toEqual([])
    expect(results.filter(({ verdict }) => verdict === 'error' || verdict === 'blocked')).toEqual([])
  })

  test.each(foreigners)('$name is good by its baseline', async (foreigner) => {
    const { code, results } = await runOf(foreigner)
    expect(results.filter(({ verdict, known }) => verdict === 'fail' && known === null)).toEqual([])
    expect(results.some(({ verdict, known }) => verdict === 'fail' && known !== null)).toBe(true)
    expect(code).toBe(0)
  })

  test('without its baseline a server that breaks laws is not good', async () => {
    const strict = await judgedAt(startMcpSdk, 'mcp-sdk')
    expect(strict.results.filter(({ known }) => known !== null).map(({ check }) => check)).toEqual([])
    expect(strict.code).toBe(1)
  })
})

type Judged = Pick<Run, 'results'> & { readonly code?: number | undefined }

async function judgedAt(start: Foreign['start'], name: string, ...more: string[]): Promise<Judged> {
  await using server = disposable(await start())
  const run = await judge(name, server.issuer, ...more)
  return run
}

async function judge(name: string, issuer: string, ...more: string[]): Promise<Judged> {
  const argv = ['run', '-c', `${folder}${name}/assay.config.yaml`, '--max-wait', '8', '--json', '--quiet', ...more]
  const place = await mkdtemp(join(tmpdir(), 'assay-'))
  try {
    const { code, stdout } = await assay(place, [...argv, '-o', 'report'], { ASSAY_ISSUER: issuer })
    return { code, results: (JSON.parse(stdout) as Run).results }
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

function disposable<T extends { close(): Promise<void> }>(server: T): T & AsyncDisposable {
  return Object.assign(server, { [Symbol.asyncDispose]: () => server.close() })
}
