import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { json, logIn } from './as-vendor.ts'
import { snippet } from './documentation.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer({ tenant: { dialect: 'sso' } })
})
afterAll(() => mock.close())

// The values of the samples are long gone; everything else is sent as printed.
const code =
  'kfVaG3IPc7hb2Vi2pgOI_9GNBSJurR6PFdXF2LesNNDyiF1XDwQHgEtkMNwlH7OB9DL8k1bbWHaHab76mw6qOeM9V2sy36rRZHYSahMBXPo%3D'
const refreshToken =
  'C0fJeyBPMXOTuSThwUh2S0Vq83ezkMTjoIDroK9LCNCy7jscLkWXCvsuidxhF9t_FGHpo-_gUgi5J7eUejpfEgw3SQXHstBaDR0eauY2s3g%3d'

const post = async (name: string, values: Readonly<Record<string, string>> = {}) =>
  json(mock.tenant, '/token', await snippet(`sso/${name}.txt`, values))

test('option 1, with the code as it arrives', async () => {
  const redirect_uri = 'https://app.example/callback'
  const query = { response_type: 'code', client_id: 'BA779C49-4D93-4785-9596-25805A24C5DC', redirect_uri }
  const back = await logIn(mock.tenant, '/authorize', query)
  const answer = await post('authorization-code', { [code]: back.searchParams.get('code') ?? '' })
  expect(answer).toMatchObject({ status: 200, json: { token_type: 'Bearer' } })
})

test.each(['password', 'client-credentials'])('%s as printed, and option 5 with what it gives', async (name) => {
  const answer = await post(name)
  expect(answer.status).toBe(200)
  const first = String(answer.json['refresh_token'])
  expect(first.slice(-3)).toBe(refreshToken.slice(-3))
  const again = await post('refresh-token', { [refreshToken]: first })
  expect(again.status).toBe(200)
  expect(again.json['refresh_token']).not.toBe(first)
})

test('the refresh token of the sample itself is unknown', async () => {
  expect(await post('refresh-token')).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
})
