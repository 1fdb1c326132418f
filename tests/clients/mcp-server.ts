import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js'
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js'
import {
  getOAuthProtectedResourceMetadataUrl,
  mcpAuthMetadataRouter,
} from '@modelcontextprotocol/sdk/server/auth/router.js'
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { OAuthMetadataSchema } from '@modelcontextprotocol/sdk/shared/auth.js'
import express, { type Request, type Response } from 'express'

import type { Tenant } from '../../mock-server/index.ts'
import { post } from '../mock/visitor.ts'
import { serve, type App } from './express-app.ts'

/** An MCP server at /mcp; it takes tokens once it knows the tenant they come from, which it introspects as `second`. */
export interface McpServer extends App {
  readonly mcp: URL
  trust(tenant: Tenant): Promise<void>
}

/** Opens an MCP server on a free port of loopback. */
export async function openMcp(): Promise<McpServer> {
  const root = express()
  const app = await serve(() => root)
  const mcp = new URL('/mcp', app.url)
  return { ...app, mcp, trust: async (tenant) => void root.use(await guarded(tenant, mcp)) }
}

async function guarded(tenant: Tenant, url: URL): Promise<express.Router> {
  const metadata = await fetch(`${tenant.issuer}/.well-known/openid-configuration`)
  const oauthMetadata = OAuthMetadataSchema.parse(await metadata.json())
  const app = express.Router()
  app.use(mcpAuthMetadataRouter({ oauthMetadata, resourceServerUrl: url, scopesSupported: ['read'] }))
  const guard = {
    verifier: { verifyAccessToken: (token: string) => introspect(tenant, token) },
    requiredScopes: ['read'],
    resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(url),
    ...(tenant.settings.features.resources?.[url.href] ? { expectedResource: url } : {}),
  }
  app.use('/mcp', requireBearerAuth(guard), express.json())
  app.post('/mcp', (request, response, next) => {
    answer(request, response).catch(next)
  })
  app.all('/mcp', (_request, response) => void response.sendStatus(405))
  return app
}

async function answer(request: Request, response: Response): Promise<void> {
  const server = new Server({ name: 'mcp', version: '1.0.0' }, { capabilities: {} })
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true })
  await server.connect(transport)
  await transport.handleRequest(request, response, request.body)
}

async function introspect(tenant: Tenant, token: string): Promise<AuthInfo> {
  const { json } = await post(tenant, '/introspect', { token }, 'second')
  const { active, aud, client_id, scope } = json
  if (active !== true) throw new InvalidTokenError('the token is not active')
  // The middleware compares with the time of this process; the tenant has judged by its own.
  const expiresAt = Math.ceil(Date.now() / 1000) + 60
  const about = { token, clientId: String(client_id), scopes: String(scope).split(' '), expiresAt }
  return URL.canParse(String(aud)) ? { ...about, resource: new URL(String(aud)) } : about
}
