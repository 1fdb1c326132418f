import { walk } from '../operations/authorization.ts'
import { redeem } from '../operations/grants.ts'
import { randomText } from '../operations/pkce.ts'
import type { Client } from '../target/target.ts'
import type { Bench } from './bench.ts'
import { advice, type Diagnosis } from './diagnosis.ts'

/**
 * Whether a server does PKCE that its metadata does not announce: it then takes the verifier of a challenge and no other
 * (RFC 7636 section 4.6).
 */
export async function diagnosePkce(bench: Bench, client: Client): Promise<Diagnosis[]> {
  const { target, config } = bench
  if (target.has('pkce') || config.capabilities.remove.includes('pkce')) return []
  if ((await redeemed(bench, client)) !== true) return []
  if ((await redeemed(bench, client, randomText(43))) !== false) return []
  const text =
    'the server does PKCE with S256, which its metadata does not announce, so that the checks of it are left out'
  return [advice(text, ['capabilities'], 'write capabilities: { add: [pkce] }')]
}

/** Whether a code of a flow with PKCE gives a token; undefined where no code came. */
async function redeemed({ around }: Bench, client: Client, verifier?: string): Promise<boolean | undefined> {
  const { landing } = await walk(around(), { client, pkce: 'S256' })
  if (landing.kind !== 'code') return undefined
  const { hasToken } = await redeem(around(), verifier === undefined ? landing.code : { ...landing.code, verifier })
  return hasToken
}
