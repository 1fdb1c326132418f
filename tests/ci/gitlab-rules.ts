import { parseAllDocuments } from 'yaml'

const global = ['stages', 'variables', 'default', 'include', 'workflow', 'image', 'services', 'cache']

const jobKeys = (
  'after_script allow_failure artifacts before_script cache dependencies environment extends id_tokens image ' +
  'interruptible needs parallel resource_group retry rules script secrets services stage tags timeout trigger ' +
  'variables when'
).split(' ')

const inputKeys = ['default', 'description', 'options', 'regex', 'rules', 'type']
const inputTypes = ['string', 'array', 'number', 'boolean']

interface Job {
  readonly script?: unknown
  readonly trigger?: unknown
  readonly extends?: unknown
  readonly artifacts?: {
    readonly when?: string
    readonly paths?: readonly string[]
    readonly reports?: { readonly junit?: string }
  }
}

interface Input {
  readonly default?: unknown
  readonly type?: string
  readonly options?: readonly unknown[]
}

/** What GitLab would refuse, or would silently not show, in a pipeline or a component. */
export function gitlabProblems(text: string): string[] {
  const documents = parseAllDocuments(text)
  if (!('length' in documents)) return ['no document']
  const parsed = documents.flatMap(({ errors }) => errors.map(({ message }) => message))
  if (parsed.length > 0) return parsed
  const contents = documents.map((document): unknown => document.toJS())
  const header = contents.length > 1 ? (contents[0] as Header) : undefined
  const body = contents.at(-1) as Record<string, Job>
  return [
    ...(header === undefined ? [] : inputProblems(header, text.slice(text.indexOf('\n---')))),
    ...Object.entries(body).flatMap(([name, job]) =>
      global.includes(name) ? [] : jobProblems(name, job).map((problem) => `${name}: ${problem}`),
    ),
  ]
}

interface Header {
  readonly spec: { readonly inputs: Readonly<Record<string, Input>> }
}

function inputProblems({ spec: { inputs } }: Header, body: string): string[] {
  const used = [...body.matchAll(/\$\[\[\s*inputs\.([\w-]+)\s*\]\]/g)].map(([, name = '']) => name)
  const declared = Object.entries(inputs).flatMap(([name, input]) => [
    ...Object.keys(input ?? {})
      .filter((key) => !inputKeys.includes(key))
      .map((key) => `input ${name}: no such key: ${key}`),
    ...(inputTypes.includes(input?.type ?? 'string') ? [] : [`input ${name}: no such type: ${input.type}`]),
    ...(input?.options === undefined || input.options.includes(input.default)
      ? []
      : [`input ${name}: the default is no option`]),
    ...(used.includes(name) ? [] : [`input ${name} is not used`]),
  ])
  const unknown = used.filter((name) => !Object.hasOwn(inputs, name))
  return [...declared, ...unknown.map((name) => `input ${name} is used and not declared`)]
}

function jobProblems(name: string, job: Job): string[] {
  const { artifacts, script, trigger, extends: base } = job
  const unknown = Object.keys(job).filter((key) => !jobKeys.includes(key))
  const paths = artifacts?.paths ?? []
  const { when = 'always', reports: { junit } = {} } = artifacts ?? {}
  const complete = name.startsWith('.') || script !== undefined || trigger !== undefined || base !== undefined
  return [
    ...unknown.map((key) => `no such key: ${key}`),
    ...(complete ? [] : ['a job needs script, trigger or extends']),
    ...(['always', 'on_success', 'on_failure'].includes(when) ? [] : [`artifacts.when is ${when}`]),
    ...(junit === undefined || paths.some((path) => junit.startsWith(path.replace(/\/?$/, '/')))
      ? []
      : ['artifacts.reports.junit lies outside artifacts.paths']),
  ]
}
