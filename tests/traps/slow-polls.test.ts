import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createMockServer } from '../../mock-server/index.ts'
import { brief, checksOf, fileOf, judged, lifetimes } from '../flows/judged.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => vi.useRealTimers())

const pass = (ms: number): void => void vi.setSystemTime(Date.now() + ms)

/** The verdict on the pace of polling at a server that takes so long for each token answer. */
async function verdictAt(ms: number, defects: readonly string[] = []) {
  await using mock = await createMockServer({
    tenant: brief({
      defects: [...defects],
      lifetimes: { ...lifetimes, device_code: 60 },
      hooks: {
        request({ path }) {
          if (path.endsWith('/token')) pass(ms)
          return undefined
        },
      },
    }),
  })
  const checks = (await checksOf('device.slow-down')).filter(({ id }) => id === 'device.slow-down')
  const verdicts = await judged(fileOf(mock.tenant), checks, { pause: async (rest) => pass(rest) })
  return verdicts['device.slow-down']
}

test('a server whose answers take longer than the interval is not blamed for not asking to slow down', async () => {
  expect(await verdictAt(1200)).toMatchObject({
    verdict: 'blocked',
    because: 'the answers took so long that no poll came before the interval was over',
  })
})

test('one that answers in time is, when it does not', async () => {
  expect(await verdictAt(100)).toMatchObject({ verdict: 'pass' })
  expect(await verdictAt(100, ['device-no-slow-down'])).toMatchObject({ verdict: 'warn' })
})
