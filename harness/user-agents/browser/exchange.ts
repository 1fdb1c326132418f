import { encodedPage, encodingOf } from '../page-charset.ts'
import { REDIRECTS } from '../traveller.ts'
import type { PageAnswer, PageRequest } from '../user-agent.ts'

/** A request that the browser has stopped at, as the Fetch domain of the DevTools protocol tells it. */
export interface Paused {
  readonly requestId: string
  readonly frameId: string
  readonly resourceType: string
  readonly request: {
    readonly url: string
    readonly urlFragment?: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly postData?: string
    readonly hasPostData?: boolean
    readonly postDataEntries?: readonly { readonly bytes?: string }[]
  }
  readonly networkId?: string
}

/** The request as the browser would send it, with the fragment of its address. */
export function requestOf({ request }: Paused): PageRequest {
  const { method, url, urlFragment = '' } = request
  const body = bodyOf(request)
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name.toLowerCase(), value])
  return { method, url: `${url}${urlFragment}`, headers, ...(body === undefined ? {} : { body }) }
}

function bodyOf({ postDataEntries, postData }: Paused['request']): string | undefined {
  if (postDataEntries === undefined || postDataEntries.length === 0) return postData
  return Buffer.concat(postDataEntries.map(({ bytes = '' }) => Buffer.from(bytes, 'base64'))).toString('utf8')
}

/** Whether the answer to a request of the walk is a page. */
export function isPage(answer: PageAnswer): boolean {
  return /html/i.test(headerOf(answer, 'content-type') ?? 'text/html')
}

function headerOf({ headers }: PageAnswer, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
}

/** What the transport has undone already, and what a browser would stumble over when a tool looks on. */
const dropped = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive'])

/** The answer as a browser is to take it: decoded, and never the empty body for which it shows a page of its own. */
export function fulfilment(answer: PageAnswer) {
  const status = answer.status === 204 || answer.status === 205 ? 200 : answer.status
  const encoding = pageEncoding(answer)
  const headers = answer.headers
    .filter(([name]) => !dropped.has(name.toLowerCase()))
    .map(([name, value]) => ({
      name,
      value: name.toLowerCase() === 'content-type' && encoding === undefined ? inUtf8(value) : value,
    }))
  if (headerOf(answer, 'content-type') === undefined)
    headers.push({ name: 'content-type', value: 'text/html; charset=utf-8' })
  const body = answer.body === '' && !REDIRECTS.has(status) ? ' ' : answer.body
  const bytes = encoding === undefined ? Buffer.from(body, 'utf8') : encodedPage(body, encoding)
  return { responseCode: status, responseHeaders: headers, body: bytes.toString('base64') }
}

/** The encoding that a page is to keep, since its forms are sent in it; undefined for UTF-8. */
function pageEncoding(answer: PageAnswer): string | undefined {
  const type = headerOf(answer, 'content-type') ?? ''
  const label = /^text\/html.*;\s*charset=([^;]*)/i.exec(type)?.[1]
  return label === undefined ? undefined : encodingOf(label)
}

/** Bodies travel through the line as text; all but pages are handed on in UTF-8, whatever they were. */
function inUtf8(type: string): string {
  if (!/^(?:text\/|application\/(?:javascript|x-javascript|ecmascript))/i.test(type)) return type
  return `${type.replace(/;\s*charset=[^;]*/i, '')}; charset=utf-8`
}
