import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair } from 'yaml'
import type { Path } from './problem.ts'

/** A value of a document with the key it stands under; list items and the root have no key. */
export interface Member {
  readonly path: Path
  readonly key: Node | undefined
  readonly value: Node | undefined
}

const merge = '<<'

/** Every member of a document in the order of the file. Aliases are members but are not entered: what they name was seen. */
export function* members(root: unknown, path: Path = [], key?: Node): Generator<Member> {
  const value = isNode(root) ? root : undefined
  yield { path, key, value }
  if (isSeq(value)) for (const [index, item] of value.items.entries()) yield* members(item, [...path, index])
  if (!isMap(value)) return
  for (const pair of value.items) {
    const name = isNode(pair.key) ? pair.key : undefined
    yield* members(pair.value, [...path, keyText(pair.key)], name)
  }
}

/** The member at a path, or the nearest one above it that exists. Follows aliases and merge keys. */
export function findMember(document: Document, path: Path): Member {
  const root = isNode(document.contents) ? document.contents : undefined
  let found: Member = { path: [], key: undefined, value: root }
  for (const segment of path) {
    const next = childOf(document, found.value, segment)
    if (next === undefined) return found
    found = { path: [...found.path, segment], ...next }
  }
  return found
}

type Child = Pick<Member, 'key' | 'value'>

function childOf(document: Document, parent: unknown, segment: string | number): Child | undefined {
  const node = isAlias(parent) ? parent.resolve(document) : parent
  if (isSeq(node)) {
    const item = typeof segment === 'number' ? node.items[segment] : undefined
    return isNode(item) ? { key: undefined, value: item } : undefined
  }
  if (!isMap(node)) return undefined
  const own = node.items.find((pair) => keyText(pair.key) === String(segment))
  return own === undefined ? mergedChild(document, node.items, segment) : toChild(own)
}

function mergedChild(document: Document, pairs: readonly Pair[], segment: string | number): Child | undefined {
  for (const pair of pairs.filter(({ key }) => keyText(key) === merge)) {
    const sources = isSeq(pair.value) ? pair.value.items : [pair.value]
    for (const source of sources) {
      const child = childOf(document, source, segment)
      if (child !== undefined) return child
    }
  }
  return undefined
}

const toChild = ({ key, value }: Pair): Child => ({
  key: isNode(key) ? key : undefined,
  value: isNode(value) ? value : undefined,
})

const keyText = (key: unknown): string => String(isScalar(key) ? key.value : key)
