/// <reference lib="dom" />
import { h } from '../dom.ts'
import { visibleLine } from './visible.ts'

/** Levels that are open from the beginning. */
const open = 3

/** A JSON value, its objects and arrays to fold. */
export function jsonView(value: unknown, level = 0): HTMLElement {
  if (Array.isArray(value))
    return folded(
      value.map((item): Member => ['', item]),
      '[',
      ']',
      level,
    )
  if (typeof value === 'object' && value !== null) return folded(Object.entries(value), '{', '}', level)
  return h('span', { class: `json-${typeof value}` }, visibleLine(JSON.stringify(value) ?? ''))
}

type Member = readonly [string, unknown]

function folded(members: readonly Member[], begin: string, end: string, level: number): HTMLElement {
  if (members.length === 0) return h('span', {}, begin + end)
  const rows = members.map(([key, value]) =>
    h(
      'li',
      {},
      key === '' ? undefined : h('span', { class: 'json-key' }, `${visibleLine(JSON.stringify(key))}: `),
      jsonView(value, level + 1),
    ),
  )
  const count = members.length === 1 ? '1 entry' : `${members.length} entries`
  return h(
    'details',
    { class: 'json', open: level < open },
    h('summary', {}, begin, h('span', { class: 'quiet' }, ` ${count} `), end),
    h('ul', {}, ...rows),
  )
}
