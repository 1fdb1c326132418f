import { describe, expect, test } from 'vitest'

import { projectFiles, rooms, sourcesIn, type SourceFile } from './source-files.ts'

const files = projectFiles()

/** Written in parts, so that this file does not hold what it looks for. */
const word = (...parts: readonly string[]): string => parts.join('')

/** An absolute path as such: not a folder inside another path or an address. */
const folder = (name: string): RegExp => new RegExp(`(?<![\\w.:)}~-])${word('/', name, '/')}`)

function lines({ path, text }: SourceFile, wanted: RegExp): string[] {
  return text.split('\n').flatMap((line, index) => (wanted.test(line) ? [`${path}:${index + 1}`] : []))
}

test('the project is seen', () => {
  const paths = files.map(({ path }) => path)

  expect(paths).toEqual(expect.arrayContaining(['package.json', 'cli/main.ts', 'tests/house/self-contained.test.ts']))
})

describe('nothing speaks of the machine it was made on', () => {
  test.each(['work', 'root', 'tmp'])('no file names a path below /%s', (name) => {
    expect(files.flatMap((file) => lines(file, folder(name)))).toEqual([])
  })

  test('no file names a package registry or mirror', () => {
    const hosts = [
      word('registry', '.npmjs'),
      word('registry', '.yarnpkg'),
      word('npm', '.pkg.github'),
      word('_auth', 'Token'),
    ]
    const wanted = new RegExp(hosts.map((host) => host.replaceAll('.', '\\.')).join('|'))

    expect(files.flatMap((file) => lines(file, wanted))).toEqual([])
  })

  test('the locked packages carry no address of their own', () => {
    const lock = files.find(({ path }) => path === 'package-lock.json')

    expect(lock && lines(lock, /"resolved":/)).toEqual([])
  })
})

describe('nothing is read from outside the project', () => {
  test('no file names a folder beside it', () => {
    expect(files.flatMap((file) => lines(file, new RegExp(word('\\.\\./', 'shared'))))).toEqual([])
  })

  test('no import leads out of the project', () => {
    const code = [...rooms, 'tests'].flatMap((room) => sourcesIn(room))
    const escaping = code.filter(({ path, text }) => {
      const depth = path.split('/').length - 1
      return [...text.matchAll(/(?:from|import|import\(|new URL\()\s*['"`]((?:\.\.\/)+)/g)].some(
        ([, up = '']) => up.length / 3 > depth + (path.startsWith('scripts/') || path.startsWith('reports/') ? 1 : 0),
      )
    })

    expect(escaping.map(({ path }) => path)).toEqual([])
  })
})
