import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import express, { type Express } from 'express'
import session from 'express-session'
import passport, { type Strategy } from 'passport'

import type { Tenant } from '../../mock-server/index.ts'
import { read, Visitor, type Answer } from '../mock/visitor.ts'
import { signIn } from './sign-in.ts'

/** An application that signs people in with passport: /login, /callback, and /me, which tells who is signed in. */
export interface App {
  readonly url: string
  readonly callback: string
  close(): Promise<void>
}

/** Serves an Express application on a free port of loopback. */
export async function serve(build: (url: string) => Express): Promise<App> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  server.on('request', build(url))
  const close = async () => {
    server.closeAllConnections()
    await once(server.close(), 'close')
  }
  return { url, callback: `${url}/callback`, close }
}

/** An application whose people sign in with one strategy of passport. */
export function signInWith(strategy: Strategy): Express {
  const users = new passport.Passport()
  users.use('mock', strategy)
  users.serializeUser((user, done) => done(null, user))
  users.deserializeUser((user: Express.User, done) => done(null, user))
  const app = express()
  app.use(session({ secret: 'for tests only', resave: false, saveUninitialized: false }), users.session())
  app.get('/login', users.authenticate('mock'))
  app.get('/callback', users.authenticate('mock'), (_request, response) => response.redirect('/me'))
  app.get('/me', (request, response) => void response.json(request.user ?? null))
  app.use(((error, _request, response, _next) => {
    const { message, code } = Object(error)
    response.status(502).json({ message, code })
  }) satisfies express.ErrorRequestHandler)
  return app
}

interface Walk {
  /** What happens to the redirect back before the application sees it. */
  readonly change?: (url: URL) => void
  readonly visitor?: Visitor
}

/** A browser's way through an application's login; returns what the application shows in the end. */
export async function walk(app: App, tenant: Tenant, { change, visitor = new Visitor() }: Walk = {}): Promise<Answer> {
  const login = await visitor.request(`${app.url}/login`)
  const back = await signIn(tenant, login.headers.get('location') ?? '')
  change?.(back)
  const { response } = await visitor.follow(back, app.url)
  return read(response)
}
