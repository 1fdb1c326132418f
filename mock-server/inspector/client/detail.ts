/// <reference lib="dom" />
import type { Entry } from './api.ts'
import { copies, h } from './dom.ts'
import { tokensIn } from './token.ts'

const own = new Set(['detail', 'error', 'endpoint', 'method', 'status', 'time', 'id', 'ok'])

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}

function pairs(members: readonly (readonly [string, unknown])[]): HTMLElement {
  return h(
    'dl',
    {},
    ...members.map(([name, value]) =>
      h('div', {}, h('dt', {}, name), h('dd', {}, isPlain(value) ? shown(value) : json(value))),
    ),
  )
}

function json(value: unknown): HTMLElement {
  return h('pre', { tabindex: '0', role: 'group', 'aria-label': 'JSON' }, shown(value))
}

function block(title: string, value: unknown): HTMLElement {
  const simple = typeof value === 'object' && value !== null && !Array.isArray(value)
  return h('section', {}, h('h3', {}, title), simple ? pairs(Object.entries(value)) : json(value))
}

const titles: Readonly<Record<string, string>> = {
  parameters: 'Parameters',
  form: 'Body',
  requestHeaders: 'Request headers',
  responseHeaders: 'Answer headers',
  responseBody: 'Answer',
  explanation: 'Why',
  issued: 'Issued',
}

/** A request in full: the outcome and its reason, what was sent, and every token taken apart. */
export function detailOf(entry: Entry): HTMLElement {
  const { endpoint, method, status, error, detail, time } = entry
  const rest = Object.entries(entry).filter(([name, value]) => !own.has(name) && value !== undefined)
  const plain = rest.filter(([, value]) => isPlain(value))
  const blocks = rest.filter(([, value]) => !isPlain(value) && Object.keys(value ?? {}).length > 0)
  const tokens = tokensIn(Object.fromEntries(rest))
  return h(
    'div',
    {},
    h('h2', {}, `${method} ${endpoint}: ${status}`),
    error === undefined
      ? undefined
      : h('div', { class: 'reason' }, h('strong', {}, error), h('p', {}, detail ?? 'It was refused.')),
    pairs([['time', new Date(time).toISOString()], ...plain]),
    ...blocks.map(([name, value]) => block(titles[name] ?? name, value)),
    ...tokens.map(({ place, header, claims }) =>
      h(
        'section',
        {},
        h('h3', {}, `JWT in ${place}`),
        h(
          'div',
          { class: 'tools' },
          copies('Copy claims', () => shown(claims)),
        ),
        h('h4', {}, 'Header'),
        json(header),
        h('h4', {}, 'Claims'),
        json(claims),
      ),
    ),
  )
}
