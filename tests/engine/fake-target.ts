import type { RequestListener } from 'node:http'
import { onTestFinished } from 'vitest'

import type { Check } from '../../harness/check.ts'
import type { Context } from '../../harness/context.ts'
import type { Judged } from '../../harness/engine/judge.ts'
import { openSession, type Session } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { must } from '../../harness/law.ts'
import type { ProfileName } from '../../harness/profile.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import { httpLoopback } from '../http/loopback.ts'

/** What the token endpoint says to the n-th request, counted from 1: a status and a body, or nothing but a hang-up. */
export type Script = (turn: number) => { readonly status: number; readonly body: unknown } | 'hang up'

export const granted = { status: 200, body: { access_token: 'an-access-token', token_type: 'Bearer', expires_in: 60 } }
export const refused = { status: 400, body: { error: 'invalid_grant' } }
export const overloaded = { status: 503, body: 'busy' }

/** A token endpoint that follows a script and counts what it was asked. */
export interface FakeTarget {
  readonly url: string
  asked: number
  stop(): Promise<void>
}

export async function fakeTarget(script: Script): Promise<FakeTarget> {
  const fake = { asked: 0 }
  const listener: RequestListener = (request, response) => {
    fake.asked += 1
    const said = script(fake.asked)
    if (said === 'hang up') return void request.socket.destroy()
    response.writeHead(said.status, { 'content-type': 'application/json' }).end(JSON.stringify(said.body))
  }
  const server = await httpLoopback(listener)
  onTestFinished(server.close)
  return Object.assign(fake, { url: server.url, stop: server.close })
}

interface Terms {
  readonly profile?: ProfileName
  readonly target?: Partial<TargetEntry>
  readonly repeat?: number
}

/** A session with a target that has one service client and no metadata document. */
export async function sessionWith(
  url: string,
  { profile = 'oauth2', target = {}, repeat = 1 }: Terms = {},
): Promise<Session> {
  const config = completeTarget({
    name: 'fake',
    issuer: url,
    discovery: false,
    metadata: { token_endpoint: `${url}/token` },
    clients: { service: { client_id: 'service', client_secret: 'a-secret-of-the-service' } },
    ...target,
  })
  const signal = new AbortController().signal
  const session = await openSession(config, undefined, { profile, repeat, signal, secrets: new Secrets() })
  onTestFinished(() => session.close())
  return session
}

type Run = (context: Context<'control' | 'judged'>) => Promise<void>

/** A check with a control step and a judged one. */
export function fakeCheck(run: Run, change: Partial<Check> = {}): Check {
  return {
    id: 'fake.check',
    title: 'The server obeys',
    law: [must('RFC 6749', '5.2')],
    needs: [],
    steps: { control: 'Ask for a token', judged: 'Ask for it again' },
    holds: 'The second answer is a refusal',
    defect: 'none',
    run,
    ...change,
  }
}

/** Judges a check at a fake target. */
export async function judgeAt(script: Script, check: Check, terms?: Terms): Promise<Judged & { asked: number }> {
  const fake = await fakeTarget(script)
  const session = await sessionWith(fake.url, terms)
  return { ...(await session.judge(check)), asked: fake.asked }
}
