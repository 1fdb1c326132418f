import { afterAll } from 'vitest'

/** What tests of one process share, and a library may replace for all of them. */
const names = [
  'AbortController',
  'Blob',
  'Buffer',
  'Date',
  'FormData',
  'Headers',
  'Request',
  'Response',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'clearTimeout',
  'console',
  'fetch',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
]

const globals = new Map(names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]))
const values = new Map(names.map((name) => [name, Reflect.get(globalThis, name)]))

/** Puts back what was replaced, and names it, so that the test file at fault is red and not one that happens to come later. */
function replaced(): readonly string[] {
  const found = names.filter((name) => Reflect.get(globalThis, name) !== values.get(name))
  for (const name of found) Object.defineProperty(globalThis, name, globals.get(name) ?? {})
  return found
}

afterAll(() => {
  const found = replaced()
  if (found.length > 0) throw new Error(`Expected a test file to leave globals alone, got another ${found.join(', ')}.`)
})
