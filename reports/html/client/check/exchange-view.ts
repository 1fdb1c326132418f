/// <reference lib="dom" />
import type { DescribedJwt, Exchange } from '../../../model.ts'
import { h } from '../dom.ts'
import { copyable } from './copy-button.ts'
import { curlFor } from './curl.ts'
import { messageParts } from './message-view.ts'
import { visible, visibleLine } from './visible.ts'

/** One request with its answer, folded unless it is to be seen at once; its content is made when it is opened. */
export function exchangeView(
  exchange: Exchange,
  jwts: readonly DescribedJwt[] | undefined,
  open: boolean,
): HTMLElement {
  const { request, response, ms, at } = exchange
  const view = h(
    'details',
    { class: 'exchange' },
    h(
      'summary',
      {},
      h('span', { class: 'line' }, h('b', {}, visibleLine(request.method)), ` ${visibleLine(request.url)}`),
      h('span', { class: 'answer' }, response === null ? 'no answer' : `→ ${statusOf(response.status)}`),
      h('span', { class: 'quiet' }, `${ms} ms`),
    ),
  )
  let made = false
  const make = (): void => {
    if (made) return
    made = true
    view.append(h('p', { class: 'quiet' }, `Sent ${visibleLine(at)}`), ...messages(exchange, jwts), ...again(exchange))
  }
  view.addEventListener('toggle', make)
  if (open) {
    view.open = true
    make()
  }
  return view
}

function messages({ request, response, failure }: Exchange, jwts: readonly DescribedJwt[] | undefined): HTMLElement[] {
  const asked = h(
    'section',
    { class: 'message' },
    h('h4', {}, 'Request'),
    h('p', { class: 'first-line' }, visibleLine(`${request.method} ${request.url}`)),
    ...messageParts(request, jwts),
  )
  const answered = h('section', { class: 'message' }, h('h4', {}, 'Response'))
  if (failure !== null) answered.append(h('p', { class: 'failure' }, visible(failure)))
  else if (response === null) answered.append(h('p', { class: 'failure' }, 'No answer came.'))
  if (response !== null)
    answered.append(h('p', { class: 'first-line' }, statusOf(response.status)), ...messageParts(response, jwts))
  return [h('div', { class: 'messages' }, asked, answered)]
}

function again({ request }: Exchange): HTMLElement[] {
  const found = curlFor(request)
  if (found === undefined) return []
  const { command, wanted } = found
  const said = wanted.map(({ variable, name }) => `${variable} for ${name}`).join(', ')
  return [
    h(
      'details',
      { class: 'curl' },
      h('summary', {}, 'Send it again with curl'),
      wanted.length === 0 ? undefined : h('p', {}, visibleLine(`Set these variables first: ${said}.`)),
      request.body?.truncated === true
        ? h('p', {}, 'Only the beginning of the body was kept; the command sends no more than that.')
        : undefined,
      copyable('curl command', command),
    ),
  ]
}

const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

function statusOf(status: number): string {
  return `${status} ${phrases[status] ?? ''}`.trim()
}
