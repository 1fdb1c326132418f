import { afterAll, describe, expect, it } from 'vitest'
import { browserAgent } from '../../../harness/user-agents/browser/browser.ts'
import { launch } from '../../../harness/user-agents/browser/launch.ts'
import type { PageFetch } from '../../../harness/user-agents/user-agent.ts'
import { ALICE, CLIENT, START, fakeServer } from '../fake-server.ts'
import { consentShapes } from '../shapes/consent-shapes.ts'
import { formShapes } from '../shapes/form-shapes.ts'
import { languageShapes } from '../shapes/language-shapes.ts'
import { loginShapes } from '../shapes/login-shapes.ts'
import { passageShapes } from '../shapes/passage-shapes.ts'
import { productShapes } from '../shapes/product-shapes.ts'

// A refresh for those without scripts is nothing a browser with scripts follows.
const scriptless = 'meta refresh, then a Refresh header, then a refresh to the client'
// Its button calls a script that the page does not have.
const open = /a corporate server/

const browser = launch()
afterAll(() => browser.close())

describe.concurrent('the browser reaches the client through', () => {
  it.each([...loginShapes, ...formShapes, ...languageShapes, ...passageShapes].filter(([name]) => name !== scriptless))(
    '%s',
    async (_name, routes) => {
      const server = fakeServer(routes)
      // A mouse presses a picture somewhere; without one it is pressed at its corner.
      const fetch: PageFetch = ({ body, ...rest }) =>
        server.fetch({ ...rest, ...(body === undefined ? {} : { body: body.replace(/(\.[xy]=)\d+/g, '$10') }) })
      const arrival = await browserAgent({ fetch, launch: browser }).walk(START, { redirectUri: CLIENT, person: ALICE })
      expect(arrival).toMatchObject({ kind: 'redirect', how: 'query', url: `${CLIENT}?code=granted&state=s1` })
    },
    60_000,
  )
})

describe.concurrent.each([...consentShapes, ...productShapes].filter(({ name }) => !open.test(name)))(
  'consent in the browser at $name',
  ({ start, allow, deny }) => {
    it('is allowed', async () => {
      const { fetch } = fakeServer({ 'GET /authorize': start, ...allow })
      const arrival = await browserAgent({ fetch, launch: browser }).walk(START, { redirectUri: CLIENT, person: ALICE })
      expect(arrival).toMatchObject({ kind: 'redirect', url: `${CLIENT}?code=granted&state=s1` })
    }, 60_000)

    it('is denied', async () => {
      const { fetch } = fakeServer({ 'GET /authorize': start, ...deny })
      const agent = browserAgent({ fetch, launch: browser })
      const arrival = await agent.walk(START, { redirectUri: CLIENT, person: ALICE, consent: 'deny' })
      expect(arrival.kind === 'redirect' ? arrival.params.get('error') : arrival).toBe('access_denied')
    }, 60_000)
  },
)
