import { STATUS_CODES } from 'node:http'

import type { Content, Response } from 'har-format'

import type { Body, Exchange } from '../model.ts'
import { mediaType, receivedCookies, valueOf } from './har-headers.ts'
import { harUrl } from './har-url.ts'

/** What was answered, as an archive tells it; status 0 when nothing was. */
export function harResponse(response: Exchange['response']): Response {
  const { status, headers, body } = response ?? { status: 0, headers: [], body: null }
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: 'unknown',
    cookies: receivedCookies(headers),
    headers: headers.map(([name, value]) => ({ name, value })),
    content: contentOf(body, mediaType(headers)),
    redirectURL: harUrl(valueOf(headers, 'location') ?? ''),
    headersSize: -1,
    bodySize: -1,
  }
}

function contentOf(body: Body | null, mimeType: string): Content {
  if (body === null) return { size: 0, mimeType }
  const { text, bytes, truncated, sha256 } = body
  const cut = truncated ? { comment: `only the beginning is kept; SHA-256 of the whole: ${sha256 ?? 'unknown'}` } : {}
  return { size: bytes, mimeType, text, ...cut }
}
