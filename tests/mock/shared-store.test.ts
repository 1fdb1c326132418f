import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectRedis } from '../../mock-server/storage/connect-redis.ts'
import type { SharedStore, StoreConnection } from '../../mock-server/storage/shared-store.ts'
import { RedisServer } from './redis-server.ts'

let redis: RedisServer
let one: StoreConnection
let two: StoreConnection
let count = 0

beforeAll(async () => {
  redis = await RedisServer.start()
  one = await connectRedis({ redis: redis.url })
  two = await connectRedis({ redis: redis.url })
})
afterAll(async () => {
  one.close()
  two.close()
  await redis.stop()
})

/** The state of a new tenant, as two replicas see it. */
function replicas(): [SharedStore, SharedStore] {
  const issuer = `http://localhost/${(count += 1)}`
  return [one.at(issuer), two.at(issuer)]
}

describe('a record', () => {
  test('is seen by the other replica, with the time it has left', async () => {
    const [here, there] = replicas()
    await here.save('AccessToken', 'a', { accountId: 'alice', scope: 'read', extra: { deep: [1, 'ü'] } }, 60)
    const found = await there.load('AccessToken', 'a')
    expect(found?.payload).toEqual({ accountId: 'alice', scope: 'read', extra: { deep: [1, 'ü'] } })
    expect(found?.seconds).toBeGreaterThan(50)
    expect(found?.seconds).toBeLessThanOrEqual(60)
  })

  test('is nothing to another kind, another id, another issuer or another prefix', async () => {
    const [here] = replicas()
    await here.save('AccessToken', 'a', {}, 60)
    expect(await here.load('RefreshToken', 'a')).toBeUndefined()
    expect(await here.load('AccessToken', 'b')).toBeUndefined()
    expect(await replicas()[0].load('AccessToken', 'a')).toBeUndefined()
    const other = await connectRedis({ redis: redis.url, prefix: 'other' })
    expect(await other.at(`http://localhost/${count - 1}`).load('AccessToken', 'a')).toBeUndefined()
    other.close()
  })

  test('expires by itself, and one for good within a month', async () => {
    const [here, there] = replicas()
    await here.save('AccessToken', 'brief', { grantId: 'g' }, 1)
    await here.save('Client', 'lasting', {})
    await pause(1_050)
    expect(await there.load('AccessToken', 'brief')).toBeUndefined()
    expect(await there.familyKinds('g')).toEqual([])
    expect((await there.load('Client', 'lasting'))?.seconds).toBeGreaterThan(29 * 86_400)
  })

  test('can be deleted, and written again as unused', async () => {
    const [here, there] = replicas()
    await here.save('DeviceCode', 'd', {}, 60)
    await there.consume('DeviceCode', 'd', 7)
    await here.save('DeviceCode', 'd', { accountId: 'alice' }, 60)
    expect((await there.load('DeviceCode', 'd'))?.payload).toEqual({ accountId: 'alice' })
    await there.delete('DeviceCode', 'd')
    expect(await here.load('DeviceCode', 'd')).toBeUndefined()
  })
})

describe('single use', () => {
  test('of an id is given to one among all replicas, for a time', async () => {
    const [here, there] = replicas()
    const tries = Array.from({ length: 20 }, (_, at) => (at % 2 ? here : there).claim('ReplayDetection', 'j', 1))
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
    expect(await here.claim('ReplayDetection', 'k', 1)).toBe(true)
    expect(await here.claim('Other', 'j', 1)).toBe(true)
    await pause(1_050)
    expect(await there.claim('ReplayDetection', 'j', 1)).toBe(true)
  })

  test('is decided once among all replicas, and the time stays that of the first', async () => {
    const [here, there] = replicas()
    await here.save('AuthorizationCode', 'c', { clientId: 'web' }, 60)
    const tries = Array.from({ length: 40 }, (_, at) => (at % 2 ? here : there).consume('AuthorizationCode', 'c', at))
    const winners = (await Promise.all(tries)).flatMap((won, at) => (won ? [at] : []))
    expect(winners).toHaveLength(1)
    expect((await here.load('AuthorizationCode', 'c'))?.payload).toEqual({ clientId: 'web', consumed: winners[0] })
  })

  test('means nothing for a record that is not there, and makes none', async () => {
    const [here, there] = replicas()
    expect(await here.consume('AuthorizationCode', 'none', 1)).toBe(false)
    expect(await there.load('AuthorizationCode', 'none')).toBeUndefined()
  })
})

test('a family is dropped by kind, and no other family with it', async () => {
  const [here, there] = replicas()
  await here.save('AccessToken', 'a', { grantId: 'g' }, 60)
  await there.save('RefreshToken', 'r:with:colons', { grantId: 'g' }, 60)
  await here.save('AccessToken', 'b', { grantId: 'h' }, 60)
  expect((await there.familyKinds('g')).toSorted()).toEqual(['AccessToken', 'RefreshToken'])
  await there.deleteFamily('AccessToken', 'g')
  expect(await here.load('AccessToken', 'a')).toBeUndefined()
  expect(await here.load('AccessToken', 'b')).toBeDefined()
  expect(await here.familyKinds('g')).toEqual(['RefreshToken'])
  await here.deleteFamily('RefreshToken', 'g')
  expect(await there.load('RefreshToken', 'r:with:colons')).toBeUndefined()
})

test('sessions are found by uid, devices by user code', async () => {
  const [here, there] = replicas()
  await here.save('Session', 's', { uid: 'u' }, 60)
  await here.save('DeviceCode', 'd', { userCode: 'ABCD' }, 60)
  await here.save('Interaction', 'i', { uid: 'other' }, 60)
  expect(await there.idByUid('u')).toBe('s')
  expect(await there.idByUserCode('ABCD')).toBe('d')
  expect(await there.idByUid('other')).toBeUndefined()
  expect(await there.idByUserCode('WXYZ')).toBeUndefined()
})

test('clear forgets one tenant and nobody else', async () => {
  const [here, there] = replicas()
  const [other] = replicas()
  for (const store of [here, other]) await store.save('Session', 's', { uid: 'u', grantId: 'g' }, 60)
  await there.clear()
  expect(await here.load('Session', 's')).toBeUndefined()
  expect(await here.idByUid('u')).toBeUndefined()
  expect(await here.familyKinds('g')).toEqual([])
  expect(await other.load('Session', 's')).toBeDefined()
  await here.save('Session', 's', {}, 60)
  expect(await there.load('Session', 's')).toBeDefined()
})

describe('a store that cannot be had', () => {
  test('says where nobody answers, without the password', async () => {
    const refused = connectRedis({ redis: 'redis://user:secret-word@127.0.0.1:1/3' })
    await expect(refused).rejects.toThrow(/^Expected a Redis at redis:\/\/127\.0\.0\.1:1\/3, got: .*ECONNREFUSED/)
    await expect(refused).rejects.not.toThrow(/secret-word/)
  })

  test.each(['http://127.0.0.1:6379', 'localhost:6379', ''])('wants the address of a Redis, not "%s"', async (url) => {
    await expect(connectRedis({ redis: url })).rejects.toThrow('Expected store.redis such as redis://127.0.0.1:6379')
  })
})
