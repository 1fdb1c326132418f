import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../harness/target/config/load.ts'
import { formatProblem } from '../../harness/target/config/problem.ts'
import { type ConfigFolder, configFolder, places, refusal } from './config-folder.ts'

let folder: ConfigFolder
beforeAll(async () => {
  folder = await configFolder()
})
afterAll(() => folder.remove())

const problemsOf = async (text: string, name = 'a.yaml') => refusal(loadConfig(await folder.write(name, text), {}))

const tab = 'a tab is used for indentation; YAML allows spaces only'

describe('writing that is not YAML', () => {
  test.each([
    ['tab', 'targets:\n\t- issuer: x\n', `2:1  ${tab}`],
    ['tab below a key of a list', 'targets:\n  - scopes:\n\t- read\n', `3:1  ${tab}`],
    ['tab above a deeper line', 'users:\n  alice:\n\tusername: a\n    password: b\n', `3:1  ${tab}`],
    ['tab behind spaces', 'targets:\n  - issuer: x\n  \tname: x\n', `3:1  ${tab}`],
    ['tab inside brackets', 'targets:\n  - tls: {\n\tinsecure: true }\n', `3:2  ${tab}`],
    ['open quote', 'out: "x\ntargets: []\n', '1:6  a quote opens here and is never closed'],
    [
      'open bracket',
      'targets: [a\nout: x\n',
      '2:1  this line is indented too little, or a bracket above it is not closed',
    ],
    ['second document', 'out: a\n---\nout: b\n', '2:1  a second document starts here; one is expected'],
    ['a key in a value', 'out: a: b\n', '1:6  a second key starts inside this value'],
    ['a list as key', '? [a]\n: b\n', '1:3  a key must be a plain word'],
    [
      'bare reference in braces',
      'tls: { ca: ${file:./ca.pem}, insecure: true }\n',
      '1:13  inside { } and [ ] a ${…} must stand in quotes',
    ],
    ['alias of nothing', 'targets: *all\n', '1:10  targets: this alias names an anchor that is not set above it'],
  ])('%s', async (_, text, expected) => {
    expect(places(await problemsOf(text), folder.path)).toEqual([`a.yaml:${expected}`])
  })

  test('bare words in JSON', async () => {
    const problems = await problemsOf('{ "profile": oauth2, "targets": [{ "issuer": "http://127.0.0.1" }] }', 'a.json')
    expect(places(problems, folder.path)).toEqual(['a.json:1:14  a value of this form is not supported'])
  })

  test('the text of the file, which may be secret, is not quoted', async () => {
    const problems = await problemsOf('password: [a] hunter2hunter2: }\n  : hunter2hunter2 ]\n')
    expect(problems).not.toHaveLength(0)
    expect(problems.map(formatProblem).join()).not.toContain('hunter2')
  })
})

describe('writing that can be judged all the same', () => {
  test('a duplicate key is told with the line of the first, together with other mistakes', async () => {
    const text = 'out: a\ntargets:\n  - issuer: x\n    name: one\n    name: two\nout: b\n'
    expect(places(await problemsOf(text), folder.path)).toEqual([
      'a.yaml:3:13  targets[0].issuer: expected an absolute http or https URL, got "x"',
      'a.yaml:5:5  targets[0].name: duplicate key; it stands in line 4 already',
      'a.yaml:6:1  out: duplicate key; it stands in line 1 already',
    ])
  })

  test('a value that starts with a reserved character', async () => {
    const text = 'out: @here\ntargets:\n  - issuer: x\n'
    expect(places(await problemsOf(text), folder.path)).toEqual([
      'a.yaml:1:6  this value starts with a character YAML reserves',
      'a.yaml:3:13  targets[0].issuer: expected an absolute http or https URL, got "x"',
    ])
  })
})

describe('nothing to read', () => {
  test.each([
    ['empty', ''],
    ['blank', ' \n\n'],
  ])('%s', async (_, text) => {
    expect(places(await problemsOf(text), folder.path)).toEqual(['a.yaml:1:1  the file is empty'])
  })

  test('comments only', async () => {
    const problems = await problemsOf('# nothing yet\n')
    expect(places(problems, folder.path)).toEqual(['a.yaml:1:1  expected keys and values, got something else'])
  })

  test('no such file', async () => {
    const problems = await refusal(loadConfig(`${folder.path}/absent.yaml`, {}))
    expect(places(problems, folder.path)).toEqual(['absent.yaml:1:1  cannot be read: no such file'])
  })

  test('a folder', async () => {
    const [problem] = await refusal(loadConfig(folder.path, {}))
    expect(problem?.message).toBe('cannot be read: it is not a file')
  })

  test('more than a mebibyte', async () => {
    const problems = await problemsOf(`# ${'x'.repeat(1_048_576)}\n`)
    expect(places(problems, folder.path)).toEqual(['a.yaml:1:1  cannot be read: it is larger than 1048576 bytes'])
  })
})

const row = (name: string, of: string) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${of}`).join()}]\n`

test('aliases that multiply are refused', async () => {
  const problems = await problemsOf(`a: &a [x]\n${row('b', 'a')}${row('c', 'b')}${row('d', 'c')}${row('e', 'd')}`)
  expect(places(problems, folder.path)).toEqual(['a.yaml:1:1  aliases in this file multiply beyond reason'])
})

test.each([
  ['brackets without end', `targets: ${'['.repeat(100_000)}\n`],
  ['braces that close', `targets: ${'{a: '.repeat(1000)}${'}'.repeat(1000)}\n`],
  ['dashes', `targets:\n  ${'- '.repeat(100_000)}x\n`],
  ['indentation', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
])('%s nest too deep', async (_, text) => {
  expect(places(await problemsOf(text), folder.path)).toEqual(['a.yaml:1:1  the file nests too deep'])
})
