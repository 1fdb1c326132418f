import { expect, test } from 'vitest'

import { createMockServer } from '../../mock-server/index.ts'

const credentials = { client_id: 'sales-app', client_secret: 'sales-app-secret-0123456789-abcdefghijklmn' }
const grant = { ...credentials, grant_type: 'client_credentials', audience: 'https://api.play2sell.com' }

type Sent = readonly [body: unknown, type?: string]

/** Status and error of an answer to a body sent as JSON, sound and with a defect. */
async function both(id: string, [body, type = 'application/json']: Sent): Promise<readonly string[]> {
  await using mock = await createMockServer({ tenant: { dialect: 'salesos' } })
  const ask = async (): Promise<string> => {
    const answer = await fetch(`${mock.issuer}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    const error = /"error":"(\w+)"/.exec(text)?.[1]
    return error === undefined ? String(answer.status) : `${answer.status} ${error}`
  }
  const sound = await ask()
  mock.tenant.defects.on(id)
  return [sound, await ask()]
}

test.each<[string, Sent, string, string]>([
  ['json-client-credentials-unsupported', [grant], '200', '400 invalid_request'],
  ['json-secret-unchecked', [{ ...grant, client_secret: 'wrong' }], '401 invalid_client', '200'],
  ['json-type-confusion-500', [{ ...grant, client_id: 7 }], '401 invalid_client', '500'],
  ['json-null-as-string', [{ ...grant, scope: null }], '200', '400 invalid_scope'],
  ['json-charset-rejected', [grant, 'application/json; charset=utf-8'], '200', '415 invalid_request'],
  ['audience-unchecked', [{ ...grant, audience: 'https://made-up.example' }], '403 access_denied', '200'],
])('%s shows its fault', async (id, sent, sound, defective) => {
  expect(await both(id, sent)).toEqual([sound, defective])
})
