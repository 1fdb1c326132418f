import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { checkFacts, loadChecks } from '../../harness/catalogue.ts'
import { validateRun } from '../../reports/validate.ts'
import { runWith } from '../reports/sample-run.ts'
import { sampleChecks } from './sample-checks.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-catalogue-'))
})

afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, source: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, source)
  return path
}

const record = (id: string): string =>
  `{ id: '${id}', title: 'x', law: [{ document: 'RFC 6749', section: '1', level: 'MUST' }], needs: [], steps: {}, holds: 'x', defect: 'x', run: async () => {} }`

test('the bundled suites load, sorted by id and without doubles', async () => {
  const ids = (await loadChecks()).map(({ id }) => id)
  expect(ids).toContain('code.single-use')
  expect(ids).toEqual([...new Set(ids)].toSorted())
})

test('further files add single checks and lists of checks; other exports do not count', async () => {
  const path = await file(
    'own.check.mjs',
    `export const one = ${record('acme.one')}; export const more = [${record('acme.two')}, one]; export const word = 'x'`,
  )
  const ids = (await loadChecks([path])).map(({ id }) => id)
  expect(ids.filter((id) => id.startsWith('acme.'))).toEqual(['acme.one', 'acme.two'])
})

test('a file without checks is refused', async () => {
  const path = await file('none.check.mjs', 'export const word = 1')
  await expect(loadChecks([path])).rejects.toThrow(`${path}: expected exported checks, found none`)
})

test.each([
  [
    record('acme.one').replace('RFC 6749', 'RFC 67499'),
    'acme.one: law: no document is called "RFC 67499"; did you mean RFC 6749?',
  ],
  [
    record('acme.one').replace("section: '1'", "section: '4.1.22'"),
    'acme.one: law: RFC 6749: no section 4.1.22; did you mean 4.1.2 (Authorization Response)?',
  ],
  [
    record('acme.one').replace("section: '1'", "section: '99.9'"),
    'acme.one: law: RFC 6749: no section 99.9; its sections end before 13',
  ],
  [
    record('acme.one').replace("section: '1'", "section: '§4.1'"),
    'acme.one: law: RFC 6749: expected a section as 4.1.2 or A.4, got "§4.1"',
  ],
  [
    record('acme.one').replace("section: '1', ", ''),
    'acme.one: law: RFC 6749: expected a section as 4.1.2 or A.4, got none',
  ],
  [
    record('acme.one').replace('needs: []', "needs: ['authorisation_code']"),
    'acme.one: needs: no capability is called "authorisation_code"; did you mean authorization_code?',
  ],
  [record('acme.one').replace("holds: 'x', ", ''), 'acme.one: expected holds, got none'],
  [record('Acme one'), 'Acme one: id: expected area.rule in lower-case words and hyphens, got "Acme one"'],
])('a record that is none is refused with what is wrong: %s', async (text, fault) => {
  const path = await file(`fault-${fault.length}.check.mjs`, `export const one = ${text}`)
  await expect(loadChecks([path])).rejects.toThrow(`${path}: ${fault}`)
})

test.each([
  ['RFC 6749', '1.4'],
  ['RFC 6749', '11.2.1'],
  ['RFC 6749', 'A.3'],
  ['RFC 6749', 'C'],
  ['RFC 7636', '7.5'],
  ['RFC 7523', '9.2'],
  ['RFC 8252', '8.12'],
  ['RFC 9700', '4.5.4'],
  ['RFC 9700', '4.18.2'],
  ['RFC 9110', '15.5.21'],
  ['OIDC Core 1.0', '3.1.3.7'],
  ['OAuth 2.1 draft', '21.4'],
  ['vendor documentation', 'scopes'],
])('a section that no check of ours cites may be cited: %s %s', async (document, section) => {
  const text = record('acme.one').replace("'RFC 6749', section: '1'", `'${document}', section: '${section}'`)
  const path = await file(`cites-${document}-${section}.check.mjs`, `export const one = ${text}`)
  await expect(loadChecks([path])).resolves.toBeDefined()
})

test('an id declared twice is refused with both files', async () => {
  const first = await file('first.check.mjs', `export const one = ${record('acme.same')}`)
  const second = await file('second.check.mjs', `export const one = ${record('acme.same')}`)
  await expect(loadChecks([first, second])).rejects.toThrow(
    `two checks have the id acme.same: in ${first} and in ${second}; rename one`,
  )
})

test.each([
  ['absent.check.mjs', undefined],
  ['broken.check.mjs', 'export const = 1'],
  ['throws.check.mjs', "throw new Error('no luck')"],
])('%s is a usage error that names the file', async (name, source) => {
  const path = source === undefined ? join(folder, name) : await file(name, source)
  await expect(loadChecks([path])).rejects.toThrow(
    expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(`${path}: cannot be read: `) }),
  )
})

test('the facts of a check are what the run model wants', async () => {
  const facts = sampleChecks.map(checkFacts)
  expect(facts[1]).toMatchObject({
    id: 'code.single-use',
    laws: [{ level: 'MUST', url: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2' }],
    steps: [
      { name: 'first', text: 'Redeem the code' },
      { name: 'second', text: 'Redeem it again' },
    ],
    caution: 'Some servers keep tokens.',
  })
  expect(facts[0]?.caution).toBeNull()
  await expect(validateRun({ ...runWith(), checks: facts })).resolves.toBeDefined()
})
