import type { PageAnswer, PageFetch, PageRequest } from '../../harness/user-agents/user-agent.ts'

export const ISSUER = 'https://as.example'
export const CLIENT = 'https://client.example/cb'
export const START = `${ISSUER}/authorize?client_id=c&state=s1`
export const ALICE = { username: 'alice', password: 'wonder&land' }

/** A request as a server sees it. */
export interface Asked {
  request: PageRequest
  url: URL
  form: [string, string][]
  cookies: string
}

export type Reply = Omit<PageAnswer, 'url'>
export type Route = (asked: Asked) => Reply
export type Routes = Record<string, Route | Reply>

export interface FakeServer {
  fetch: PageFetch
  asked: Asked[]
}

/** A server in memory: routes are named `POST /login`, or with an origin for a second host. */
export function fakeServer(routes: Routes): FakeServer {
  const asked: Asked[] = []
  return {
    asked,
    fetch: (request) => {
      const url = new URL(request.url)
      const cookies = request.headers.find(([name]) => name === 'cookie')?.[1] ?? ''
      const one: Asked = { request, url, form: [...new URLSearchParams(request.body ?? '')], cookies }
      asked.push(one)
      const own = url.origin === ISSUER ? '' : url.origin
      const route = routes[`${request.method} ${own}${url.pathname}`] ?? page('<h1>Not found</h1>', 404)
      const reply = typeof route === 'function' ? route(one) : route
      return Promise.resolve({ ...reply, url: request.url })
    },
  }
}

export const page = (body: string, status = 200, headers: [string, string][] = []): Reply => ({
  status,
  headers: [['Content-Type', 'text/html; charset=utf-8'], ...headers],
  body,
})

export const redirect = (location: string, status = 302, headers: [string, string][] = []): Reply => ({
  status,
  headers: [['Location', location], ...headers],
  body: '',
})

export const cookie = (value: string): [string, string] => ['Set-Cookie', value]

export const granted = redirect(`${CLIENT}?code=granted&state=s1`)

/** Answers with `reply` when exactly these entries were posted in this order, else with a page that shows the difference. */
export const posted =
  (expected: [string, string][], reply: Reply = granted): Route =>
  ({ form }) =>
    JSON.stringify(form) === JSON.stringify(expected)
      ? reply
      : page(`<p>expected ${JSON.stringify(expected)} got ${JSON.stringify(form)}`, 400)

/** The same for the query of a GET form. */
export const queried =
  (expected: [string, string][], reply: Reply = granted): Route =>
  ({ url }) =>
    JSON.stringify([...url.searchParams]) === JSON.stringify(expected)
      ? reply
      : page(`<p>expected ${JSON.stringify(expected)} got ${url.search}`, 400)
