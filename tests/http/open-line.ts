import { onTestFinished } from 'vitest'

import { Answer, NoAnswer, type Sending } from '../../harness/http/answer.ts'
import { Line } from '../../harness/http/line.ts'
import { Transport, type TransportOptions } from '../../harness/http/transport.ts'

const usual: TransportOptions = {
  concurrency: 16,
  gap_ms: 0,
  request_timeout_ms: 20_000,
  max_body_bytes: 1_048_576,
  headers: {},
  tls: {},
}

/** A line with limits of the test's own, closed when the test ends. */
export function openLine(options: Partial<TransportOptions> = {}): Line {
  const transport = new Transport({ ...usual, ...options })
  onTestFinished(() => transport.close())
  return new Line(transport)
}

export function get(url: string): Sending {
  return { method: 'GET', url, headers: [] }
}

/** What a request ends in: an answer, or the reason why none came; anything else fails the test. */
export async function outcomeOf(sent: Promise<Answer>): Promise<Answer | NoAnswer> {
  try {
    return await sent
  } catch (error) {
    if (error instanceof NoAnswer) return error
    throw error
  }
}

/** Demands silence. */
export async function silenceOf(sent: Promise<Answer>): Promise<NoAnswer> {
  const outcome = await outcomeOf(sent)
  if (outcome instanceof Answer) throw new Error(`expected no answer, got ${outcome.describe()}`)
  return outcome
}
