import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'

import { fakeNpx } from './composite-action.ts'

interface Input {
  readonly default: string
  readonly regex?: string
  readonly options?: readonly string[]
}

interface Component {
  readonly inputs: Readonly<Record<string, Input>>
  readonly job: { readonly variables: Readonly<Record<string, string>>; readonly script: readonly string[] }
  readonly text: string
}

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const component = read(readFileSync(join(root, 'templates/conformance.yml'), 'utf8'))

function read(text: string): Component {
  const [header, body] = parseAllDocuments(text).map((document): unknown => document.toJS())
  const { spec } = header as { spec: { inputs: Component['inputs'] } }
  const [job] = Object.values(body as Record<string, Component['job']>)
  if (job === undefined) throw new Error('the component has no job')
  return { inputs: spec.inputs, job, text }
}

let folder = ''
let npx = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-gitlab-'))
  npx = fakeNpx(`printf '%s\\0' "$@" > "$RECORD"; exit "\${FAKE_CODE-0}"`)
})
afterAll(() => {
  rmSync(folder, { recursive: true })
  rmSync(npx, { recursive: true })
})

/** Runs the script of the job as a runner does, with the variables the inputs make. */
function run(given: Readonly<Record<string, string>>, code = '0'): { status: number | null; words: string[] } {
  const record = join(folder, 'words')
  rmSync(record, { force: true })
  const variables = Object.entries(component.job.variables).map(([name, value]) => [
    name,
    value.replaceAll(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, key: string) => {
      return given[key] ?? String(component.inputs[key]?.default)
    }),
  ])
  const path = `${npx}${delimiter}${process.env['PATH'] ?? ''}`
  const { status } = spawnSync('sh', ['-e', '-c', component.job.script.join('\n')], {
    cwd: folder,
    env: { ...process.env, PATH: path, RECORD: record, FAKE_CODE: code, ...Object.fromEntries(variables) },
  })
  return { status, words: existsSync(record) ? readFileSync(record, 'utf8').split('\0').slice(0, -1) : [] }
}

const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

describe('the component of GitLab', () => {
  test('runs the pinned package at the target file, when nothing is said', () => {
    expect(run({}).words.join(' ')).toBe(
      `--yes --package=oauth-assay@${version} -- assay run --config=assay.config.yaml --out=conformance-report --`,
    )
  })

  test('follows every input, and takes patterns as they are', () => {
    writeFileSync(join(folder, 'code.a'), '')
    const given = {
      version: 'installed',
      config: 'idp.yaml',
      select: 'code.* rfc6749/4.1',
      targets: 'one two',
      profile: 'rfc9700',
      strict: 'true',
      known: 'known.yaml',
      reports: 'html har',
      out: 'kept',
      'wait-for': '90',
    }
    const wanted =
      '--no-install -- assay run --config=idp.yaml --out=kept --target=one --target=two --profile=rfc9700 --strict ' +
      '--known=known.yaml --report=html --report=har --wait-for=90 -- code.* rfc6749/4.1'
    expect(run(given).words).toEqual(wanted.split(' '))
  })

  test('ends as the run ends', () => {
    expect(run({}, '3').status).toBe(3)
  })

  test('lets no input hold more than its kind needs, and the default is of that kind', () => {
    const harmful = ['"', "'", '$', '`', ';', '&', '|', '<', '>', '(', ')', '{', '\\', '\n', '#', ':\t']
    for (const [name, { default: usual, regex, options }] of Object.entries(component.inputs)) {
      if (options !== undefined) {
        expect(options, name).toContain(usual)
        continue
      }
      const pattern = new RegExp(regex ?? '^$')
      expect(regex, name).toMatch(/^\^.*\$$/)
      expect(usual, name).toMatch(pattern)
      expect(harmful.filter((sign) => pattern.test(`a${sign}a`))).toEqual([])
    }
  })

  test('hands inputs to the script as variables only', () => {
    expect(component.job.script.join('\n')).not.toContain('$[[')
  })
})
