import { expect, onTestFinished, test } from 'vitest'

import { fakeCheck, sessionWith } from '../engine/fake-target.ts'
import { httpLoopback } from '../http/loopback.ts'

const page = (action: string, inputs: string): string =>
  `<title>Sign in</title><form method="post" action="${action}">${inputs}<button>Continue</button></form>`

/** Asks each visitor to sign in, and for consent until it was given so often. Protects no form. */
async function forgetfulOf(consents: number): Promise<string> {
  let asked = 0
  const server = await httpLoopback((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://server.example')
    const say = (html: string): void => void response.writeHead(200, { 'content-type': 'text/html' }).end(html)
    const query = searchParams.toString().replaceAll('&', '&amp;')
    if (request.method === 'GET') {
      return say(page(`/login?${query}`, '<input name="username"><input type="password" name="password">'))
    }
    if (pathname === '/login' && asked < consents) {
      asked += 1
      return say(page(`/consent?${query}`, '<p>The application asks for: read. Allow access?</p>'))
    }
    const back = new URL(searchParams.get('redirect_uri') ?? '')
    back.search = new URLSearchParams({ code: 'a-code', state: searchParams.get('state') ?? '' }).toString()
    response.writeHead(303, { location: back.href }).end()
  })
  onTestFinished(server.close)
  return server.url
}

test.each([
  [0, 'code'],
  [1, 'code'],
  [2, 'code'],
])('the last form is sent where consent is asked for %i times and not again', async (consents, end) => {
  const url = await forgetfulOf(consents)
  const session = await sessionWith(url, {
    target: {
      metadata: { authorization_endpoint: `${url}/authorize`, token_endpoint: `${url}/token` },
      clients: {
        web: { client_id: 'web', client_secret: 'a-secret', redirect_uris: ['https://web.example/callback'] },
      },
      users: { alice: { username: 'alice', password: 'alice-password' } },
    },
  })
  const ends: unknown[] = []
  const judged = await session.judge(
    fakeCheck(async ({ op }) => void ends.push((await op.forge({}, 'no cookies'))?.landing.kind)),
  )
  expect([judged.verdict, judged.because, ...ends]).toEqual(['pass', expect.any(String), end])
})
