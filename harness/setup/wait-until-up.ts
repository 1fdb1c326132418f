import { setTimeout as sleep } from 'node:timers/promises'

import { isRecord, NoAnswer } from '../http/answer.ts'
import { Line } from '../http/line.ts'
import { Transport, type TransportOptions } from '../http/transport.ts'
import { discover } from '../target/discover.ts'
import type { TargetConfig } from '../target/config/config.ts'

/** Something that has to be up before a run can begin. */
export interface Awaited {
  /** What is asked, for people: an issuer or an address. */
  readonly url: string
  /** Why it is not up yet, in a few words; undefined when it is. */
  look(): Promise<string | undefined>
}

/** Time as a wait sees it; both in milliseconds. `pause` rejects when the signal is aborted. */
export interface WaitingClock {
  now(): number
  pause(ms: number, signal: AbortSignal): Promise<unknown>
}

export const realClock: WaitingClock = {
  now: () => performance.now(),
  pause: (ms, signal) => sleep(ms, undefined, { signal }),
}

/** Longest time one look may take, milliseconds; a server that starts may accept connections and say nothing. */
const patience = 5000

const firstGap = 250
const longestGap = 2000

/** A target, up when it answers with its metadata, or with anything but a server error where it publishes none. */
export function awaitedTarget({ issuer, discovery, limits, headers, tls }: TargetConfig): Awaited {
  const options = { ...limits, headers, tls, request_timeout_ms: Math.min(limits.request_timeout_ms, patience) }
  if (!discovery) return { ...awaitedAddress(issuer, options), url: issuer }
  return {
    url: issuer,
    look: () =>
      told(options, async (transport) => {
        const found = await discover(new Line(transport), issuer)
        return isRecord(found?.metadata) ? undefined : 'answers, but not with metadata yet'
      }),
  }
}

const plain: TransportOptions = {
  concurrency: 1,
  gap_ms: 0,
  request_timeout_ms: patience,
  max_body_bytes: 1024 * 1024,
  headers: {},
  tls: {},
}

/** An address, up when it answers a GET with anything but a server error. */
export function awaitedAddress(url: string, options: TransportOptions = plain): Awaited {
  return {
    url,
    look: () =>
      told(options, async (transport) => {
        const { status } = await new Line(transport).send({ method: 'GET', url, headers: [] })
        return status >= 500 ? `answers with status ${status}` : undefined
      }),
  }
}

/** A connection of its own for each look: whatever was found out about a server that was away is of no use later. */
async function told(
  options: TransportOptions,
  ask: (transport: Transport) => Promise<string | undefined>,
): Promise<string | undefined> {
  const transport = new Transport({ ...options, max_wait_s: 0 })
  try {
    return await ask(transport)
  } catch (error) {
    if (error instanceof NoAnswer) return error.message
    throw error
  } finally {
    await transport.close()
  }
}

export interface Waiting {
  /** Milliseconds; what is not up by then is given up. */
  readonly limit: number
  readonly signal: AbortSignal
  readonly clock?: WaitingClock
  /** Told once for each that is not up at the first look. */
  onWaiting(url: string, why: string): void
}

/** Waits until everything is up; the result is what never was, and why. Everything is asked at least once. Rejects when the signal is aborted. */
export async function waitUntilUp(
  awaited: readonly Awaited[],
  waiting: Waiting,
): Promise<readonly { readonly url: string; readonly why: string }[]> {
  const missing = await Promise.all(awaited.map((each) => waitForOne(each, waiting)))
  return missing.flatMap((why, index) => (why === undefined ? [] : [{ url: awaited[index]?.url ?? '', why }]))
}

async function waitForOne(
  { url, look }: Awaited,
  { limit, signal, clock = realClock, onWaiting }: Waiting,
): Promise<string | undefined> {
  const end = clock.now() + limit
  let gap = firstGap
  for (let first = true; ; first = false) {
    // Each look depends on the one before having found nobody.
    const why = await look()
    signal.throwIfAborted()
    if (why === undefined) return undefined
    if (first) onWaiting(url, why)
    const left = end - clock.now()
    if (left <= 0) return why
    await clock.pause(Math.min(gap, left), signal)
    gap = Math.min(2 * gap, longestGap)
  }
}
