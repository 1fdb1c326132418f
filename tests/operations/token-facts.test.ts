import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import { check } from '../../harness/check.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { must } from '../../harness/law.ts'
import { claims } from '../../harness/operations/token-facts.ts'
import { defect } from '../../mock-server/defects/defect.ts'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const untruthful = defect({
  id: 'scope-untruthful',
  sentence: 'The scope of a token answer is not that of the token.',
  breaks: { document: 'RFC 6749', section: '5.1' },
  after({ json }, { endpoint }) {
    if (endpoint === 'token' && json && 'access_token' in json) json['scope'] = 'every thing'
  },
})

describe('claims', () => {
  test.each([
    ['a JWT', `${part({ alg: 'none' })}.${part({ exp: 7 })}.`, { exp: 7 }],
    ['an opaque token', 'b3BhcXVl', undefined],
    ['three parts that are no JSON', 'one.two.three', undefined],
    ['an encrypted JWT', `${part({ alg: 'dir' })}....`, undefined],
    ['nothing', '', undefined],
  ])('of %s', (_, token, expected) => {
    expect(claims(token)).toEqual(expected)
  })
})

describe('scopeOf', () => {
  let mock: MockServer

  beforeAll(async () => {
    mock = await createMockServer()
  })
  afterAll(() => mock.close())

  test('of an opaque token is what introspection says, whatever the answer says', async () => {
    expect(await scopesSeen({})).toEqual({ first: ['read', 'write'], refreshed: ['read', 'write'] })
  })

  test('of a JWT without introspection is what its claims say, whatever the answer says', async () => {
    const seen = await scopesSeen({ accessTokens: 'jwt' }, ['introspection'])
    expect(seen).toEqual({ first: ['read', 'write'], refreshed: ['read', 'write'] })
  })

  test('of an opaque token without introspection is what the answer says', async () => {
    const seen = await scopesSeen({}, ['introspection'])
    expect(seen).toEqual({ first: ['every', 'thing'], refreshed: ['every', 'thing'] })
  })

  test('of an error is not known', async () => {
    const seen = await scopesSeen({ defects: ['refresh-always-fails'] })
    expect(seen).toEqual({ first: ['read', 'write'], refreshed: undefined })
  })

  /** What the token of a code flow for two scopes covers, and what that of a refresh without scope. */
  async function scopesSeen(
    tenantOptions: NonNullable<Parameters<MockServer['createTenant']>[1]>,
    remove: readonly 'introspection'[] = [],
  ): Promise<Record<string, unknown>> {
    const tenant = await mock.createTenant(undefined, tenantOptions)
    tenant.defects.on(untruthful)
    const config = { ...describeTenant(tenant, 'mock'), capabilities: { add: [], remove } }
    const session = await openSession(config, undefined, {
      profile: 'oauth2',
      signal: AbortSignal.timeout(10_000),
      secrets: new Secrets(),
    })
    const seen: Record<string, unknown> = {}
    const look = check({
      id: 'test.scopes',
      title: 'Scopes are read',
      law: [must('RFC 6749', '6')],
      needs: [],
      steps: { look: 'Look' },
      holds: 'Nothing is judged',
      defect: 'none',
      async run({ op }) {
        const first = await op.refreshable({ scope: 'read write' })
        seen['first'] = await op.scopeOf(first.answer)
        seen['refreshed'] = await op.scopeOf(await op.refresh(first))
      },
    })
    expect(await session.judge(look)).toMatchObject({ verdict: 'pass' })
    await session.close()
    return seen
  }
})
