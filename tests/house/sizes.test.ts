import { expect, test } from 'vitest'

import { lineCount, rooms, sourcesIn, type SourceFile } from './source-files.ts'

/** Files that may be longer, each with the reason. */
const exceptions: Readonly<Record<string, string>> = {}

const code = [...rooms, 'tests'].flatMap((room) => sourcesIn(room))

function longerThan(limit: number, files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => lineCount(file) > limit && exceptions[file.path] === undefined)
    .map((file) => `${file.path} has ${lineCount(file)} lines, ${limit} are the most`)
}

test('no file has more than 300 lines', () => {
  expect(code.length).toBeGreaterThan(200)
  expect(longerThan(300, code)).toEqual([])
})

test('no file of checks has more than 250', () => {
  const checks = sourcesIn('suites').filter(({ path }) => path.endsWith('.check.ts'))

  expect(checks.length).toBeGreaterThan(5)
  expect(longerThan(250, checks)).toEqual([])
})

test('no defect has more than 80', () => {
  const machinery = ['defect.ts', 'switchboard.ts', 'chain.ts'].map((name) => `mock-server/defects/${name}`)
  const defects = sourcesIn('mock-server/defects').filter(
    ({ path }) => !machinery.includes(path) && !path.endsWith('/index.ts'),
  )

  expect(defects.length).toBeGreaterThan(20)
  expect(longerThan(80, defects)).toEqual([])
})

test('half of the files have less than 100', () => {
  const lengths = rooms
    .flatMap((room) => sourcesIn(room))
    .map(lineCount)
    .toSorted((a, b) => a - b)

  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(100)
})

test('every exception is still one', () => {
  const needless = Object.keys(exceptions).filter(
    (path) => !code.some((file) => file.path === path && lineCount(file) > 80),
  )

  expect(needless).toEqual([])
})
