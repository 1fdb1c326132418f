import { expect, test } from 'vitest'

import { diagnose } from '../../harness/setup/diagnose.ts'
import type { Diagnosis } from '../../harness/setup/diagnosis.ts'
import { createMockServer, type Hooks } from '../../mock-server/index.ts'
import { brief, checksOf, fileOf, judged, lines } from '../flows/judged.ts'

/** A code ends as soon as the same client gets another one, as where an authorization revokes those before it. */
function oneGrantEach(): Hooks {
  const latest = new Map<string, string>()
  return {
    answer({ location }) {
      const code = location?.searchParams.get('code')
      if (location !== undefined && code) latest.set(location.origin + location.pathname, code)
    },
    request({ endpoint, form }) {
      const [code, place] = [form.get('code'), form.get('redirect_uri')]
      if (endpoint !== 'token' || code === null || place === null) return undefined
      const current = latest.get(place)
      if (current === undefined || current === code) return undefined
      const body = JSON.stringify({ error: 'invalid_grant' })
      return { status: 400, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body }
    },
  }
}

const patience = { timeout: 240_000 }
const families = ['code.', 'pkce.bound-to-code', 'pkce.s256-works', 'refresh.works', 'expiry.code']

test(
  'a server that ends a code at the next authorization is not blamed for what checks do to each other',
  patience,
  async () => {
    await using mock = await createMockServer({ tenant: brief({ hooks: oneGrantEach() }) })

    const verdicts = await judged(fileOf(mock.tenant), await checksOf(...families))

    expect(lines(verdicts, 'fail', 'error')).toEqual([])
    const first = lines(verdicts, 'blocked').find((line) => line.includes('set-up')) ?? ''
    expect(first).toMatch(/a new authorization of client \w+ .*checks_at_once: 1.*\(limits\.checks_at_once\)/)
  },
)

test('with checks one after another such a server is judged like any other', patience, async () => {
  await using mock = await createMockServer({ tenant: brief({ hooks: oneGrantEach() }) })
  const file = fileOf(mock.tenant, { limits: { checks_at_once: 1 } })

  const verdicts = await judged(file, await checksOf(...families))

  expect(lines(verdicts, 'fail', 'error', 'blocked')).toEqual([])
  expect(verdicts['pkce.bound-to-code']?.because).toBe('a code ends as soon as the same client gets another one')
})

test('the doctor tells of it, and not of a server that keeps every grant', patience, async () => {
  await using strict = await createMockServer({ tenant: brief({ hooks: oneGrantEach() }) })
  await using usual = await createMockServer({ tenant: brief({}) })
  const told = async ({ tenant }: typeof strict): Promise<string[]> => {
    const all: Diagnosis[] = []
    await diagnose(fileOf(tenant), (found) => all.push(found))
    return all.flatMap((each) => (each.state === 'problem' ? [each.at.join('.')] : []))
  }

  expect(await told(strict)).toContain('limits.checks_at_once')
  expect(await told(usual)).not.toContain('limits.checks_at_once')
})
