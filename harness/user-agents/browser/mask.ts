import type { CDPSession } from 'playwright'

/** A node as the DOM domain of the DevTools protocol tells it, with closed shadow roots and frames inside. */
interface DomNode {
  readonly nodeType: number
  readonly localName: string
  readonly nodeValue: string
  readonly backendNodeId: number
  readonly attributes?: string[]
  readonly children?: DomNode[]
  readonly shadowRoots?: DomNode[]
  readonly shadowRootType?: string
  readonly contentDocument?: DomNode
  readonly pseudoElements?: DomNode[]
}

/** Something a picture must not show, and what of it. */
type Finding = { readonly id: number } & (
  | { readonly what: 'text' | 'value' | 'picture' }
  | { readonly what: 'attribute'; readonly name: string }
)

type Hides = (text: string) => boolean

const BARS = '████████'
/** Longest text over several nodes that is looked at as one, characters; and most nodes of it. */
const JOINED = { characters: 500, nodes: 50 }
const pictures = new Set(['img', 'canvas', 'video', 'embed', 'object', 'image'])
/** Attributes that load something when they change. */
const loading = new Set(['src', 'srcset', 'srcdoc', 'data', 'action', 'formaction', 'type', 'style'])

const bar = (text: string): string => text.replace(/[^\s█]/g, '█')

/** Masks what a page shows of secrets, in closed shadow roots and frames too; texts keep their length. */
export async function mask(cdp: CDPSession, hides: Hides): Promise<void> {
  for (const finding of await findings(cdp, hides)) await cover(cdp, finding)
}

/** Whether a page shows a secret. */
export async function shows(cdp: CDPSession, hides: Hides): Promise<boolean> {
  return (await findings(cdp, hides)).some(({ what }) => what !== 'picture')
}

async function findings(cdp: CDPSession, hides: Hides): Promise<Finding[]> {
  const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true })
  const found: Finding[] = []
  const fields: DomNode[] = []
  textsOf(root, hides, found, fields)
  const values = await Promise.all(fields.map((field) => valueOf(cdp, field)))
  for (const [index, { secret, value }] of values.entries()) {
    const { backendNodeId: id = 0 } = fields[index] ?? {}
    if (bar(value) !== value && (secret || hides(value))) found.push({ id, what: 'value' })
  }
  return found
}

/** The text nodes below a node; what is to be covered there is added to the findings. */
function textsOf(node: DomNode, hides: Hides, found: Finding[], fields: DomNode[]): DomNode[] {
  const { nodeType, nodeValue, localName, backendNodeId: id } = node
  if (nodeType === 3) {
    if (bar(nodeValue) !== nodeValue && hides(nodeValue)) found.push({ id, what: 'text' })
    return [node]
  }
  if (node.shadowRootType === 'user-agent') return []
  if (pictures.has(localName)) found.push({ id, what: 'picture' })
  if (localName === 'input' || localName === 'textarea') fields.push(node)
  const attributes = node.attributes ?? []
  for (let at = 0; at < attributes.length; at += 2) {
    const [name = '', value = ''] = attributes.slice(at, at + 2)
    const fetches = loading.has(name) || (name === 'href' && localName !== 'a')
    if (!fetches && bar(value) !== value && hides(value)) found.push({ id, what: 'attribute', name })
  }
  const inside = [...(node.shadowRoots ?? []), ...(node.children ?? []), node.contentDocument ?? []].flat()
  const before = found.length
  const texts = inside.flatMap((each) => textsOf(each, hides, found, fields))
  const whole = texts.map((text) => text.nodeValue).join('')
  const splits = found.length === before && texts.length > 1 && texts.length <= JOINED.nodes
  if (splits && whole.length <= JOINED.characters && bar(whole) !== whole && hides(whole))
    found.push(...texts.map((text): Finding => ({ id: text.backendNodeId, what: 'text' })))
  return texts
}

async function call(cdp: CDPSession, backendNodeId: number, code: string, argument = ''): Promise<unknown> {
  const { object } = await cdp.send('DOM.resolveNode', { backendNodeId })
  const { objectId } = object
  if (objectId === undefined) return undefined
  const { result } = await cdp.send('Runtime.callFunctionOn', {
    objectId,
    functionDeclaration: code,
    arguments: [{ value: argument }],
    returnByValue: true,
  })
  return result.value
}

async function valueOf(cdp: CDPSession, { backendNodeId }: DomNode): Promise<{ secret: boolean; value: string }> {
  const said = await call(cdp, backendNodeId, 'function () { return [this.type, String(this.value)] }')
  const [type, value] = Array.isArray(said) ? said.map(String) : []
  return { secret: type === 'password', value: value ?? '' }
}

async function cover(cdp: CDPSession, finding: Finding): Promise<void> {
  const { id, what } = finding
  if (what === 'attribute') await call(cdp, id, `function (name) { this.setAttribute(name, '${BARS}') }`, finding.name)
  if (what === 'picture')
    await call(cdp, id, "function () { this.style.setProperty('visibility', 'hidden', 'important') }")
  if (what === 'text') await call(cdp, id, "function () { this.nodeValue = this.nodeValue.replace(/\\S/g, '█') }")
  // Fields for numbers and dates take no bars.
  if (what === 'value')
    await call(cdp, id, `function (bars) { this.value = bars; if (this.value !== bars) this.value = '' }`, BARS)
}
