import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js'
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js'
import {
  getOAuthProtectedResourceMetadataUrl,
  mcpAuthMetadataRouter,
} from '@modelcontextprotocol/sdk/server/auth/router.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { OAuthMetadataSchema } from '@modelcontextprotocol/sdk/shared/auth.js'
import express, { type Request, type Response } from 'express'

import type { Tenant } from '../../mock-server/index.ts'
import { post } from '../mock/visitor.ts'
import { serve, type App } from './express-app.ts'

/** An MCP server at /mcp that takes tokens of a tenant, which it introspects as one of its clients. */
export async function serveMcp(tenant: Tenant, client: string): Promise<App & { readonly mcp: URL }> {
  const metadata: unknown = await (await fetch(`${tenant.issuer}/.well-known/openid-configuration`)).json()
  const app = await serve((url) => build(tenant, client, new URL('/mcp', url), metadata))
  return { ...app, mcp: new URL('/mcp', app.url) }
}

function build(tenant: Tenant, client: string, url: URL, metadata: unknown) {
  const app = express()
  const oauthMetadata = OAuthMetadataSchema.parse(metadata)
  app.use(mcpAuthMetadataRouter({ oauthMetadata, resourceServerUrl: url, scopesSupported: ['read'] }))
  const verifier = { verifyAccessToken: (token: string) => introspect(tenant, client, token) }
  const resourceMetadataUrl = getOAuthProtectedResourceMetadataUrl(url)
  app.use('/mcp', requireBearerAuth({ verifier, requiredScopes: ['read'], resourceMetadataUrl }), express.json())
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

async function introspect(tenant: Tenant, client: string, token: string) {
  const { json } = await post(tenant, '/introspect', { token }, client)
  if (json['active'] !== true) throw new InvalidTokenError('the token is not active')
  // The middleware compares with the time of this process; the tenant has judged by its own.
  const expiresAt = Math.ceil(Date.now() / 1000) + 60
  return { token, clientId: String(json['client_id']), scopes: String(json['scope']).split(' '), expiresAt }
}
