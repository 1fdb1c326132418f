import type { ServerResponse } from 'node:http'

import type { Tenant } from '../../mock-server/index.ts'

const members = ['access_token', 'refresh_token', 'id_token', 'code']

/** Collects every code, token and session that a tenant hands out from now on, as they leave it. */
export function watchIssued(tenant: Tenant): ReadonlySet<string> {
  const issued = new Set<string>()
  const handle = tenant.handle.bind(tenant)
  tenant.handle = (request, response) => {
    const body = collectBody(response)
    response.on('finish', () => {
      for (const value of [...fromBody(body()), ...fromHeaders(response)]) issued.add(value)
    })
    handle(request, response)
  }
  return issued
}

function collectBody(response: ServerResponse): () => string {
  const chunks: Buffer[] = []
  const end = response.end.bind(response)
  Object.assign(response, {
    end(...parts: Parameters<typeof end>) {
      const [first]: unknown[] = parts
      if (typeof first === 'string' || first instanceof Uint8Array) chunks.push(Buffer.from(first))
      return end(...parts)
    },
  })
  return () => Buffer.concat(chunks).toString('utf8')
}

function fromBody(text: string): string[] {
  if (!text.startsWith('{')) return []
  const json: unknown = JSON.parse(text)
  return members.map((name) => Reflect.get(Object(json), name)).filter((value) => typeof value === 'string')
}

function fromHeaders(response: ServerResponse): string[] {
  const location = String(response.getHeader('location') ?? '')
  const code = URL.canParse(location) ? new URL(location).searchParams.get('code') : null
  const cookies = [response.getHeader('set-cookie') ?? []].flat().map(String)
  const sessions = cookies.map((line) => /^_session(?:\.sig|\.legacy)?=([^;]{16,})/.exec(line)?.[1])
  return [code, ...sessions].filter((value) => typeof value === 'string')
}
