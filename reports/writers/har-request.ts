import type { PostData, QueryString, Request } from 'har-format'

import type { Body, Exchange } from '../model.ts'
import { mediaType, sentCookies } from './har-headers.ts'
import { harUrl } from './har-url.ts'

/** What was sent, as an archive tells it. The size of the headers and the version of HTTP are not known. */
export function harRequest({ method, url, headers, body }: Exchange['request']): Request {
  const address = harUrl(url)
  const postData = body === null ? {} : { postData: posted(body, mediaType(headers)) }
  return {
    method,
    url: address,
    httpVersion: 'unknown',
    cookies: sentCookies(headers),
    headers: headers.map(([name, value]) => ({ name, value })),
    queryString: pairs(queryOf(address)),
    ...postData,
    headersSize: -1,
    bodySize: body?.bytes ?? 0,
  }
}

function posted({ text, truncated }: Body, mimeType: string): PostData {
  const isForm = mimeType.toLowerCase().startsWith('application/x-www-form-urlencoded')
  const comment = truncated ? { comment: 'only the beginning is kept' } : {}
  // The types allow text or parameters; the format itself, and every browser, both.
  const params: object = { params: isForm ? pairs(text) : [] }
  return { mimeType, text, ...comment, ...params }
}

function queryOf(url: string): string {
  return /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? ''
}

function pairs(query: string): QueryString[] {
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }))
}
