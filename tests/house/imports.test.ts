import { describe, expect, test } from 'vitest'

import { importsOf, rooms, sourcesIn, type Import } from './source-files.ts'

const everything = rooms.flatMap((room) => sourcesIn(room)).flatMap(importsOf)

const isIn = (path: string, ...folders: readonly string[]): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`))

const isOurs = (path: string): boolean => isIn(path, ...rooms, 'tests', 'bench')

const told = ({ from, to }: Import): string => `${from} imports ${to}`

/** The imports out of a room that are not allowed. */
function strays(room: string, allowed: (found: Import) => boolean): string[] {
  return everything
    .filter(({ from }) => isIn(from, room))
    .filter((found) => !allowed(found))
    .map(told)
}

test('the imports of every room are seen', () => {
  for (const room of ['suites', 'mock-server', 'harness', 'reports', 'cli', 'scripts']) {
    expect(everything.filter(({ from }) => isIn(from, room)).length, room).toBeGreaterThan(5)
  }
  expect(everything).toContainEqual({ from: 'cli/main.ts', to: 'cli/program.ts', typeOnly: false })
  expect(everything).toContainEqual({ from: 'cli/parts.ts', to: 'harness/engine/run.ts', typeOnly: false })
  expect(everything).toContainEqual({ from: 'harness/check.ts', to: 'harness/law.ts', typeOnly: true })
})

describe('the direction of imports', () => {
  test('a suite knows check and law, and types of the context, nothing else', () => {
    const values = ['harness/check.ts', 'harness/law.ts']

    expect(
      strays('suites', ({ to, typeOnly }) => values.includes(to) || (typeOnly && to === 'harness/context.ts')),
    ).toEqual([])
  })

  test('the mock can be used alone', () => {
    expect(strays('mock-server', ({ to }) => !isOurs(to) || isIn(to, 'mock-server'))).toEqual([])
  })

  test('reports are made from their own model only', () => {
    expect(strays('reports', ({ to }) => !isOurs(to) || isIn(to, 'reports'))).toEqual([])
  })

  test('the harness knows neither suites nor mock nor commands', () => {
    expect(strays('harness', ({ to }) => !isOurs(to) || isIn(to, 'harness', 'reports'))).toEqual([])
  })

  test('operations never judge and judgements never request', () => {
    expect(strays('harness/operations', ({ to }) => !isIn(to, 'harness/judgements'))).toEqual([])
    expect(strays('harness/judgements', ({ to }) => !isIn(to, 'harness/operations'))).toEqual([])
    expect(
      strays(
        'harness/judgements',
        ({ to, typeOnly }) => typeOnly || !isIn(to, 'harness/http') || to.endsWith('/answer.ts'),
      ),
    ).toEqual([])
  })

  test('nothing that is shipped knows the tests', () => {
    expect(everything.filter(({ to }) => isIn(to, 'tests', 'bench')).map(told)).toEqual([])
  })

  test('every relative import names its file with the extension', () => {
    const bare = everything.filter(({ to }) => isOurs(to) && !/\.(?:m?[tj]s|json)$/.test(to))

    expect(bare.map(told)).toEqual([])
  })

  test('built-in modules are named as such', () => {
    const builtin =
      /^(?:assert|child_process|crypto|events|fs|http|https|net|os|path|stream|timers|url|util|zlib)(?:\/|$)/

    expect(everything.filter(({ to }) => builtin.test(to)).map(told)).toEqual([])
  })
})

describe('who may speak and who may end', () => {
  const quiet = ['suites', 'mock-server', 'harness', 'reports'].flatMap((room) => sourcesIn(room))

  test.each([
    ['prints', /\bconsole\.\w+\(/],
    ['writes to the streams of the process', /\bprocess\.(?:stdout|stderr)\b/],
    ['ends the process', /\bprocess\.(?:exit|abort|reallyExit)\b|\bprocess\.exitCode\b/],
  ])('nobody but the commands %s', (_, words) => {
    expect(quiet.filter(({ text }) => words.test(text)).map(({ path }) => path)).toEqual([])
  })

  test('among the commands only the first file ends the process', () => {
    const ending = sourcesIn('cli').filter(({ text }) => /\bprocess\.(?:exit|exitCode)\b/.test(text))

    expect(ending.map(({ path }) => path)).toEqual(['cli/as-process.ts'])
  })
})
