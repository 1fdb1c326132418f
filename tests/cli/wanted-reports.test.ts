import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { placeReports, readWantedReports, reportMistake, withStandard } from '../../harness/wanted-reports.ts'
import { formats } from '../../reports/formats.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-wanted-'))
})
afterAll(() => rm(folder, { recursive: true }))

const placed = (...words: string[]) => placeReports(readWantedReports(words), '/srv/out', '/srv')

describe('words', () => {
  test('kinds, paths, and several in one word', () => {
    expect(readWantedReports(['junit,json=a=b.json', ' json'])).toEqual([
      { format: 'junit', path: undefined },
      { format: 'json', path: 'a=b.json' },
      { format: 'json', path: undefined },
    ])
  })

  test('an unknown kind is answered with the nearest and with all there are', () => {
    expect(() => readWantedReports(['junti=x'])).toThrow(
      `no report format is called "junti"; did you mean junit? there are: ${Object.keys(formats).join(', ')}`,
    )
    expect(() => readWantedReports(['toString'])).toThrow('no report format is called "toString"')
    expect(() => readWantedReports(['junit,'])).toThrow('no report format is called ""')
  })

  test('a path that is announced has to come', () => {
    expect(reportMistake('junit=')).toBe(
      'expected a file after "junit=", got nothing; write junit=path, or junit alone',
    )
    expect(reportMistake('junit=x.xml')).toBeUndefined()
  })
})

describe('places', () => {
  test('the report folder, or the file that was said', () => {
    expect(placed('junit', 'junit=ci/test.xml', 'json=/elsewhere/run.json')).toEqual([
      { format: 'junit', file: '/srv/out/junit.xml' },
      { format: 'junit', file: '/srv/ci/test.xml' },
      { format: 'json', file: '/elsewhere/run.json' },
    ])
  })

  test('a folder takes the usual name', () => {
    expect(placed('junit=ci/')).toEqual([{ format: 'junit', file: '/srv/ci/junit.xml' }])
    expect(placed(`junit=${folder}`)).toEqual([{ format: 'junit', file: join(folder, 'junit.xml') }])
  })

  test('run.json stands in the folder already; the same twice is once', () => {
    expect(placed('json', 'junit', 'junit=out/junit.xml')).toEqual([{ format: 'junit', file: '/srv/out/junit.xml' }])
  })

  test.each([
    [['junit=x', 'json=x'], '/srv/x: junit and json go to one file'],
    [['junit=out/run.json'], '/srv/out/run.json: json and junit go to one file'],
    [['junit=out/evidence/a/b.json'], 'the run itself is kept there; name another file for junit'],
    [['junit=out/events.ndjson'], 'the run itself is kept there; name another file for junit'],
  ])('%j is refused', (words, message) => {
    expect(() => placed(...words)).toThrow(message)
  })

  test('standard formats are added, and go only where they were said', () => {
    const [html, junit] = [
      { format: 'html', path: undefined },
      { format: 'junit', path: undefined },
    ]
    expect(withStandard([])).toEqual([html, junit])
    expect(withStandard(readWantedReports(['json=x']))).toEqual([html, junit, { format: 'json', path: 'x' }])
    expect(withStandard(readWantedReports(['junit=x']))).toEqual([html, { format: 'junit', path: 'x' }])
  })
})
