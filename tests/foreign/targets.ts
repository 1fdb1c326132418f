import { startNodeOauth2Server } from '../../fixtures/targets/node-oauth2-server/server.mjs'
import { startOauth2MockServer } from '../../fixtures/targets/oauth2-mock-server/server.mjs'
import type { RawServer } from './raw-server.ts'

const clients = {
  web: { id: 'web', secret: 'web-7Qm2vXc9LrT4', redirectUri: 'https://web.example/callback' },
  second: { id: 'second', secret: 'second-3Hn8zKd5WpY6', redirectUri: 'https://second.example/callback' },
  service: { id: 'service', secret: 'service-9Bf1sJg6NuE2' },
  spa: { id: 'spa', redirectUri: 'https://spa.example/callback' },
  mobile: { id: 'mobile', redirectUri: 'https://mobile.example/callback' },
  person: { username: 'alice', password: 'correct-horse' },
}

export interface Running {
  readonly server: RawServer
  close(): Promise<void>
}

export async function runNodeOauth2Server(
  later: RawServer['later'],
  options?: Parameters<typeof startNodeOauth2Server>[0],
): Promise<Running> {
  const { issuer, close } = await startNodeOauth2Server(options)
  return { server: { ...ours(issuer, later), resourceUrl: `${issuer}/resource` }, close }
}

export async function runOauth2MockServer(later: RawServer['later']): Promise<Running> {
  const { issuer, close } = await startOauth2MockServer()
  const endpoints = { resourceUrl: `${issuer}/userinfo`, introspectionUrl: `${issuer}/introspect` }
  return { server: { ...ours(issuer, later), ...endpoints }, close }
}

function ours(issuer: string, later: RawServer['later']): Omit<RawServer, 'resourceUrl'> {
  return { ...clients, issuer, tokenUrl: `${issuer}/token`, browser: { cookie: '' }, later }
}
