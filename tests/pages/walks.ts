import { randomUUID } from 'node:crypto'
import { CLIENT } from '../../fixtures/pages/flow.ts'
import type { PageServer } from '../../fixtures/pages/server.ts'
import { ALICE } from '../../fixtures/pages/shape.ts'
import type { Shape } from '../../fixtures/pages/shape.ts'
import type { PageFetch, Person } from '../../harness/user-agents/user-agent.ts'

/** Sends one request as a line of the harness does, and reads the body as the answer says it is encoded. */
export const send: PageFetch = async ({ method, url, headers, body }) => {
  const answer = await fetch(url, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) })
  const [, charset = 'utf-8'] = /charset=([\w-]+)/.exec(answer.headers.get('content-type') ?? '') ?? []
  const text = new TextDecoder(charset).decode(await answer.arrayBuffer())
  const cookies = answer.headers.getSetCookie().map((each): [string, string] => ['set-cookie', each])
  const others = [...answer.headers].filter(([name]) => name !== 'set-cookie')
  return { status: answer.status, headers: [...others, ...cookies], body: text, url }
}

/** An authorization request of a new client session, and its state. */
export function request(server: PageServer, name: string): { url: string; state: string } {
  const state = randomUUID()
  const params = new URLSearchParams({ ...CLIENT, response_type: 'code', scope: 'profile', state })
  return { url: `${server.authorize(name)}?${params}`, state }
}

/** Who logs in at a shape. */
export const personOf = ({ resident = ALICE }: Shape): Person => resident

export const redirectUri = CLIENT.redirect_uri

export const hasConsent = ({ screens, name }: Shape): boolean =>
  screens.some((each) => each.kind === 'consent') || name === 'consent-with-login'

export const hasLogin = ({ screens }: Shape): boolean => screens.some((each) => each.kind === 'login')
