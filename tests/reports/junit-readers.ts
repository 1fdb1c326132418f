import type { XmlNode } from './well-formed-xml.ts'

/** What a CI system shows of one case. */
export interface Shown {
  readonly group: string
  readonly name: string
  readonly state: 'passed' | 'failed' | 'error' | 'skipped'
  readonly message: string | undefined
  readonly text: string | undefined
  readonly stdout: string
  readonly attachments: readonly string[]
  readonly seconds: number
}

const child = (node: XmlNode, name: string): XmlNode | undefined => node.children.find((each) => each.name === name)
const childrenOf = (node: XmlNode, name: string): XmlNode[] => node.children.filter((each) => each.name === name)
const suitesOf = (root: XmlNode): XmlNode[] =>
  childrenOf(root, 'testsuite').flatMap((each) => [each, ...suitesOf(each)])
const attachmentsIn = (text: string): string[] =>
  [...text.matchAll(/\[\[ATTACHMENT\|(.+?)\]\]/g)].map(([, path = '']) => path)

function stateOf(node: XmlNode): Shown['state'] {
  if (child(node, 'failure')) return 'failed'
  if (child(node, 'error')) return 'error'
  return child(node, 'skipped') ? 'skipped' : 'passed'
}

function told(node: XmlNode): XmlNode | undefined {
  return child(node, 'failure') ?? child(node, 'error') ?? child(node, 'skipped')
}

// An attribute `type` of these makes the XML reader of Rails convert the text, or refuse the file.
const railsTypes =
  /^(?:symbol|date|datetime|duration|integer|float|decimal|boolean|string|yaml|base64Binary|hexBinary|file|array)$/i

/**
 * GitLab: text from the content, the first of equal cases only, attachments of failures only. Throws where its parser
 * gives up on the whole file.
 */
export function readByGitlab(root: XmlNode): Shown[] {
  const seen = new Map<string, Shown>()
  for (const suite of suitesOf(root)) {
    for (const node of childrenOf(suite, 'testcase')) {
      const outputs = childrenOf(node, 'system-out')
      const type = told(node)?.attributes['type'] ?? ''
      if (outputs.length > 1) throw new Error('system-out twice')
      if (railsTypes.test(type)) throw new Error(`the type ${type}`)
      const { classname = '', name = '', time = '' } = node.attributes
      const key = JSON.stringify([suite.attributes['name'], classname, name])
      const state = stateOf(node)
      const shown: Shown = {
        group: classname,
        name,
        state,
        message: undefined,
        text: told(node)?.text.trim() || undefined,
        stdout: '',
        attachments: state === 'failed' ? attachmentsIn(outputs[0]?.text ?? '').slice(0, 1) : [],
        seconds: Number.parseFloat(time),
      }
      if (!seen.has(key)) seen.set(key, shown)
    }
  }
  return [...seen.values()]
}

const jenkinsHalf = { quiet: 500, failing: 50_000 }

/** Jenkins: package and class split at the last dot, message before content, error before failure, long output cut. */
export function readByJenkins(root: XmlNode): Shown[] {
  return suitesOf(root).flatMap((suite) =>
    childrenOf(suite, 'testcase').map((node) => {
      const given = node.attributes['classname'] ?? suite.attributes['name']
      const fullName = node.attributes['name'] ?? ''
      const dot = fullName.lastIndexOf('.')
      const split = given === undefined && dot >= 0
      const trouble = child(node, 'error') ?? child(node, 'failure')
      const skipped = child(node, 'skipped')
      const stdout = cut(child(node, 'system-out')?.text ?? '', trouble ? jenkinsHalf.failing : jenkinsHalf.quiet)
      return {
        group: given ?? fullName.slice(0, Math.max(0, dot)),
        name: (split ? fullName.slice(dot + 1) : fullName) || '(?)',
        state: stateOf(node),
        message: trouble?.attributes['message'] ?? skipped?.attributes['message'] ?? skipped?.text,
        text: trouble?.text,
        stdout,
        attachments: attachmentsIn(stdout),
        seconds: Number.parseFloat(node.attributes['time'] ?? ''),
      }
    }),
  )
}

function cut(text: string, half: number): string {
  return text.length <= 2 * half ? text : `${text.slice(0, half)}\n...[truncated]...\n${text.slice(-half)}`
}

/** Azure: message and content, name and namespace cut at 512 together, skips with their message only. */
export function readByAzure(root: XmlNode): Shown[] {
  return suitesOf(root).flatMap((suite) => {
    if (Number.isNaN(Date.parse(suite.attributes['timestamp'] ?? ''))) throw new Error('a suite without a time')
    return childrenOf(suite, 'testcase').map((node) => {
      const { classname = '', name = '', time = '' } = node.attributes
      const stdout = child(node, 'system-out')?.text ?? ''
      return {
        group: classname,
        name: `${classname}.${name}`.slice(0, 512).slice(classname.length + 1),
        state: stateOf(node),
        message: told(node)?.attributes['message'],
        text: told(node)?.text,
        stdout,
        attachments: attachmentsIn(stdout),
        seconds: Number.parseFloat(time),
      }
    })
  })
}
