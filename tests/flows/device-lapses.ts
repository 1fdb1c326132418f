import { givenAway, membersOf } from './answers.ts'
import { jsonError, type Rules } from './gatekeeper.ts'
import type { OtherMake } from './other-makes.ts'

/** Gives tokens for a device code to whoever comes for it once it is approved. */
function approvedForAll(): Rules {
  const owners = new Map<unknown, string | undefined>()
  let approved = false
  return {
    before({ path, body, client }) {
      const code = body.get('device_code')
      const isCollected = path === '/token' && approved && owners.has(code) && owners.get(code) !== client
      return isCollected ? givenAway() : undefined
    },
    after(returning, { client }) {
      approved ||= returning.body.includes('Device connected')
      owners.set(membersOf(returning)['device_code'] ?? 'none', client)
      return returning
    },
  }
}

/** Lets a device code end with its first poll, whatever expires_in says. */
function endingDevices({ sparesApproved }: { readonly sparesApproved: boolean }): Rules {
  const polled = new Set<string>()
  return {
    after(returning, { path, body }) {
      const code = body.get('device_code')
      if (path !== '/token' || code === null) return returning
      const goesOn = 'access_token' in membersOf(returning) ? sparesApproved : !polled.has(code)
      polled.add(code)
      return goesOn ? returning : jsonError(400, 'expired_token')
    },
  }
}

/** Finds device codes without looking at the case of their letters. */
function caselessDevices(): Rules {
  const codes = new Set<unknown>()
  return {
    before({ path, body }) {
      const given = body.get('device_code') ?? ''
      const isAlike = path === '/token' && !codes.has(given) && [...codes].some((code) => isSameButCase(code, given))
      return isAlike ? jsonError(400, 'authorization_pending') : undefined
    },
    after(returning) {
      codes.add(membersOf(returning)['device_code'] ?? 'none')
      return returning
    },
  }
}

const isSameButCase = (code: unknown, other: string): boolean => String(code).toLowerCase() === other.toLowerCase()

/** Laws about devices, and what a server says that keeps them nearly everywhere. */
export const deviceLapses: Readonly<Record<string, OtherMake>> = {
  'approved device codes for every client': {
    rules: approvedForAll,
    verdicts: { 'device.client-binding': 'fail' },
  },
  'device codes that end before their time': {
    tenant: { lifetimes: { device_code: 40 } },
    rules: () => endingDevices({ sparesApproved: false }),
    verdicts: { 'device.expired-token': 'warn' },
  },
  'approved device codes without an end': {
    tenant: { lifetimes: { device_code: 40 } },
    rules: () => endingDevices({ sparesApproved: true }),
    verdicts: { 'device.expired-token': 'fail' },
  },
  'device codes in any letter case': {
    rules: caselessDevices,
    verdicts: { 'device.unknown-device-code': 'fail' },
  },
}
