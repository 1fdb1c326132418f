import { expect, test } from 'vitest'

import { loadChecks } from '../../harness/catalogue.ts'
import { Crowd } from '../../harness/engine/crowd.ts'
import { select } from '../../harness/selection.ts'
import { createMockServer, type TenantOptions } from '../../mock-server/index.ts'
import { judgeDefect, type Verdicts } from '../../scripts/proof/judge-defect.ts'
import { patience } from '../acceptance/assay.ts'

type Hooks = NonNullable<TenantOptions['hooks']>

const backEnd = new Set(['token', 'revocation', 'introspection', 'device_authorization'])

/** Errors in another form than RFC 6749 section 5.2 has it: text and media type. */
const errorsAs = (form: (code: string) => readonly [string, string | undefined]): Hooks => ({
  answer(answer, { endpoint }) {
    if (answer.status < 400 || !backEnd.has(endpoint)) return
    const [text, type] = form(answer.error ?? 'failed')
    answer.setText(text, type)
    if (type === undefined) answer.setHeader('content-type', undefined)
  },
})

const redirectsWith = (status: number): Hooks => ({
  answer(answer) {
    if (answer.status === 302 || answer.status === 303) answer.status = status
  },
})

const membersBeside: Hooks = {
  answer(answer) {
    const { location, status } = answer
    if (location?.searchParams.has('code') !== true) return
    location.searchParams.set('session_state', 'b1c2.d3')
    location.searchParams.set('client_info', 'eyJ1aWQiOiIxIn0')
    Object.assign(answer, { location, status })
  },
}

const pageInsteadOf = (document: string): Hooks => ({
  answer(answer, { path }) {
    if (!path.includes(document)) return
    answer.status = 200
    answer.setText('<!doctype html><title>App</title>', 'text/html')
  },
})

const moved: Hooks = {
  request({ path, query, issuer }) {
    if (!path.includes('.well-known') || query.has('moved')) return undefined
    return { status: 302, headers: { location: `${issuer}${path}?moved` } }
  },
}

/** OpenID discovery alone, and the framework wants a slash at the end of its address. */
const openidBehindSlash: Hooks = {
  request({ path, query, issuer }) {
    if (path.includes('oauth-authorization-server')) return { status: 404, body: 'Not Found' }
    if (!path.endsWith('openid-configuration') || query.has('slash')) return undefined
    return { status: 301, headers: { location: `${new URL(issuer).pathname}${path}?slash` } }
  },
}

/** At most so many requests a second; the rest is turned away. */
function limited(perSecond: number, headers: () => Record<string, string>): Hooks {
  let second = 0
  let count = 0
  return {
    request() {
      const now = Math.floor(Date.now() / 1000)
      if (now !== second) [second, count] = [now, 0]
      count += 1
      return count > perSecond ? { status: 429, headers: headers(), body: 'slow down' } : undefined
    },
  }
}

/** Where the law is about the very form of an error; a wrong form breaks it. */
const aboutErrorForms = [
  'code.missing',
  'code.unknown',
  'refresh.missing',
  'refresh.unknown',
  'token.error-is-json',
  'token.grant-type-missing',
]

const servers: Readonly<Record<string, { readonly hooks: Hooks; readonly broken?: readonly string[] }>> = {
  'errors without a body': { hooks: errorsAs(() => ['', undefined]), broken: aboutErrorForms },
  'errors as text': { hooks: errorsAs((code) => [code, 'text/plain']), broken: aboutErrorForms },
  'errors as problem details': {
    hooks: errorsAs((code) => [JSON.stringify({ type: 'about:blank', title: code }), 'application/problem+json']),
    broken: aboutErrorForms,
  },
  'redirects by 302 only': { hooks: redirectsWith(302) },
  'redirects by 303 only': { hooks: redirectsWith(303) },
  'members beside code and state': { hooks: membersBeside },
  'a page where RFC 8414 metadata belongs': { hooks: pageInsteadOf('oauth-authorization-server') },
  'a page where OpenID metadata belongs': { hooks: pageInsteadOf('openid-configuration') },
  'a limit of rate with Retry-After in seconds': { hooks: limited(60, () => ({ 'retry-after': '1' })) },
  'a limit of rate with Retry-After as a date': {
    hooks: limited(60, () => ({ 'retry-after': new Date(Date.now() + 1000).toUTCString() })),
  },
  'a limit of rate without Retry-After': { hooks: limited(80, () => ({})) },
}

const selectors = ['code', 'refresh.missing', 'refresh.unknown', 'token.error-is-json', 'token.grant-type-missing']

test(
  'servers in the field: no error, nothing blocked, and no broken law but what is broken',
  {
    timeout: patience,
  },
  async () => {
    await using mock = await createMockServer()
    const checks = select(await loadChecks(), selectors)
    const crowd = new Crowd(8)

    const rows = await Promise.all(
      Object.entries(servers).map(async ([name, { hooks }]) => {
        const verdicts = await judgeDefect(mock, { tenant: { hooks }, proves: [] }, [], checks, crowd)
        return [name, verdicts] as const
      }),
    )

    for (const [name, verdicts] of rows) {
      expect([name, idsOf(verdicts, 'fail').toSorted()]).toEqual([name, servers[name]?.broken ?? []])
      expect([name, idsOf(verdicts, 'error', 'blocked')]).toEqual([name, []])
      expect(idsOf(verdicts, 'pass').length, name).toBeGreaterThan(5)
    }
  },
)

test('metadata that has moved is found, and said to be where it does not belong', async () => {
  await using mock = await createMockServer()
  const checks = select(await loadChecks(), ['metadata'])

  const verdicts = await judgeDefect(mock, { tenant: { hooks: moved }, proves: [] }, [], checks, new Crowd(8))

  expect(idsOf(verdicts, 'error', 'blocked')).toEqual([])
  expect(verdicts['metadata.location']?.verdict).not.toBe('pass')
  expect(idsOf(verdicts, 'pass').length).toBeGreaterThan(5)
})

test('OpenID discovery behind a redirect of its own house is OpenID discovery alone', async () => {
  await using mock = await createMockServer()
  const checks = select(await loadChecks(), ['metadata.location', 'metadata.http-response'])

  const verdicts = await judgeDefect(
    mock,
    { tenant: { hooks: openidBehindSlash }, proves: [] },
    [],
    checks,
    new Crowd(8),
  )

  expect([idsOf(verdicts, 'warn'), idsOf(verdicts, 'skip')]).toEqual([
    ['metadata.location'],
    ['metadata.http-response'],
  ])
})

function idsOf(verdicts: Verdicts, ...wanted: readonly string[]): string[] {
  return Object.entries(verdicts)
    .filter(([, { verdict }]) => wanted.includes(verdict))
    .map(([id]) => id)
}
