/** An element as read: attributes unescaped, text with CDATA sections joined. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  readonly text: string
}

const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u
const token =
  /<\?xml [^?]*\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z][\w-]*)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y

interface Open {
  name: string
  attributes: Record<string, string>
  children: XmlNode[]
  text: string
}

/** Reads XML 1.0 as our writer uses it and throws at the first thing that is not well-formed. */
export function readXml(source: string): XmlNode {
  if (illegal.test(source)) throw new Error('a character that XML cannot hold')
  const root: Open = { name: '', attributes: {}, children: [], text: '' }
  const stack = [root]
  token.lastIndex = 0
  while (token.lastIndex < source.length) {
    const at = token.lastIndex
    const match = token.exec(source)
    if (match === null) throw new Error(`not well-formed at ${JSON.stringify(source.slice(at, at + 60))}`)
    take(match, stack)
  }
  const [only] = root.children
  if (stack.length !== 1 || root.children.length !== 1 || only === undefined) throw new Error('elements left open')
  return only
}

function take([, cdata, slash, name, attributes, empty, text]: RegExpExecArray, stack: Open[]): void {
  const top = stack.at(-1)
  if (top === undefined) throw new Error('nothing is open')
  if (cdata !== undefined) top.text += cdata
  else if (text !== undefined) top.text += unescaped(text)
  else if (slash === '/') close(top, name, stack)
  else if (name !== undefined) {
    const node: Open = { name, attributes: attributesOf(attributes ?? ''), children: [], text: '' }
    top.children.push(node)
    if (empty !== '/') stack.push(node)
  }
}

function close(top: Open, name: string | undefined, stack: Open[]): void {
  if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`)
  stack.pop()
}

function attributesOf(source: string): Record<string, string> {
  const pairs = [...source.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)])
  const read = Object.fromEntries(pairs) as Record<string, string>
  if (Object.keys(read).length !== pairs.length) throw new Error(`an attribute twice in ${source}`)
  return read
}

function unescaped(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in text')
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
  return text.replaceAll(/&(\w*;)?/g, (entity, name: string | undefined) => {
    const character = entities[name?.slice(0, -1) ?? '']
    if (character === undefined) throw new Error(`unknown entity ${entity}`)
    return character
  })
}
