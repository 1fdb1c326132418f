/// <reference lib="dom" />
import type { Body, DescribedJwt, Exchange } from '../../../model.ts'
import { h } from '../dom.ts'
import { describeBody } from './describe-body.ts'
import { parametersOf } from './address-parameters.ts'
import { decodedIn, timeOf, type Decoded } from './jose.ts'
import { jsonView } from './json-view.ts'
import { longText } from './long-text.ts'
import { pairsTable } from './pairs-table.ts'
import { visibleLine } from './visible.ts'

type Message = Exchange['request'] | NonNullable<Exchange['response']>

/** What follows the first line of a request or a response: parameters of its address, headers, body, and its JWTs decoded. */
export function messageParts(message: Message, jwts: readonly DescribedJwt[] | undefined): HTMLElement[] {
  return [
    ...parameters(message),
    ...(message.headers.length === 0 ? [] : [pairsTable('Headers', message.headers)]),
    ...(message.body === null ? [] : bodyParts(message.body, header(message, 'content-type'))),
    ...decodedIn(message, jwts).map(decodedPart),
  ]
}

function header({ headers }: Message, name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1]
}

/** The parameters of the address that is asked, or of the one that an answer leads to. */
function parameters(message: Message): HTMLElement[] {
  const [place, url] = 'url' in message ? ['Address', message.url] : ['Location', header(message, 'location') ?? '']
  const { query, fragment } = parametersOf(url)
  return [
    ...(query.length === 0 ? [] : [pairsTable(`${place}, query`, query)]),
    ...(fragment.length === 0 ? [] : [pairsTable(`${place}, fragment`, fragment)]),
  ]
}

function bodyParts(body: Body, mediaType: string | undefined): HTMLElement[] {
  const described = describeBody(body, mediaType)
  const asSent = longText('Body as it was sent', body.text)
  const cut = body.truncated
    ? [
        h(
          'p',
          { class: 'cut' },
          `Only the beginning was kept. The whole: ${bytes(body)}, SHA-256 ${visibleLine(body.sha256 ?? 'unknown')}`,
        ),
      ]
    : []
  if (described.kind === 'text') return [h('p', { class: 'part' }, `Body, ${bytes(body)}`), asSent, ...cut]
  const raw = h('details', { class: 'raw' }, h('summary', {}, `As sent, ${bytes(body)}`), asSent)
  if (described.kind === 'form') return [pairsTable('Body, form', described.fields), raw]
  return [h('p', { class: 'part' }, 'Body, JSON'), jsonView(described.value), raw]
}

function bytes(body: Body): string {
  return `${body.bytes.toLocaleString('en')} bytes`
}

function decodedPart({ where, name, header: jose, claims }: Decoded): HTMLElement {
  const parts = [pairsTable('Header', rowsOf(jose))]
  if (claims === undefined) parts.push(h('p', { class: 'quiet' }, 'The rest is encrypted, or no claims.'))
  else parts.push(pairsTable('Claims', rowsOf(claims)))
  return h(
    'section',
    { class: 'jwt' },
    h(
      'p',
      { class: 'part' },
      visibleLine(`JWT in ${where}${name === undefined ? '' : `: ${name}`}, decoded without its signature`),
    ),
    ...parts,
  )
}

function rowsOf(members: Readonly<Record<string, unknown>>): [string, string | Node][] {
  return Object.entries(members).map(([name, value]) => {
    const time = timeOf(name, value)
    return [
      name,
      time === undefined
        ? jsonView(value, 1)
        : h('span', {}, `${JSON.stringify(value)} `, h('span', { class: 'quiet' }, time)),
    ]
  })
}
