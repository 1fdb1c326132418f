import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { promises, specifications } from '../../harness/law.ts'
import { capabilityNames, type Capability } from '../../harness/target/capability-names.ts'
import { allDefects } from '../../mock-server/index.ts'
import { brokenPromises, lockedText, readIdLock } from '../../scripts/id-lock.ts'
import { leftOut } from '../../suites/left-out.ts'
import { redElsewhere } from '../../suites/red-elsewhere.ts'
import { bundledChecks, runBodies, type Placed } from './bundled-checks.ts'
import { root, sourcesIn } from './source-files.ts'

const placed = await bundledChecks()
const checks = placed.map(({ check }) => check)
const ids = checks.map(({ id }) => id)
const defects = allDefects()

/** The checks a complaint applies to, with where to find them. */
function guilty(isGuilty: (placed: Placed) => boolean): string[] {
  return placed.filter(isGuilty).map(({ check, file }) => `${check.id} in ${file.path}`)
}

test('there are checks', () => {
  expect(checks.length).toBeGreaterThan(15)
})

describe('ids', () => {
  test('are area.rule in lower kebab-case', () => {
    expect(
      guilty(({ check }) => !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(check.id)),
    ).toEqual([])
  })

  test('are given once', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('stand in the file as they are', () => {
    expect(guilty(({ check, file }) => !file.text.includes(`'${check.id}'`))).toEqual([])
  })

  test('give the export its name: the rule in camelCase', () => {
    const camel = (id: string): string =>
      (id.split('.')[1] ?? '').replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())

    expect(
      placed.filter(({ check, exportName }) => camel(check.id) !== exportName).map(({ check }) => check.id),
    ).toEqual([])
  })

  test('are locked: every id is in suites/ids.lock, and none has vanished or come back', () => {
    const text = readFileSync(join(root, 'suites/ids.lock'), 'utf8')
    const lock = readIdLock(text)

    expect(brokenPromises(lock, ids)).toEqual([])
    expect(text).toBe(lockedText(lock, ids))
  })
})

describe('what is said of a check', () => {
  test('every law cites a known document and a section', () => {
    const known = Object.keys(specifications)

    expect(guilty(({ check }) => check.law.some(({ document }) => !known.includes(document)))).toEqual([])
    const form = (document: string): RegExp =>
      // A vendor's documentation has no numbers, only subjects.
      document === promises ? /^[a-z]+(?: [a-z]+)*$/ : /^(?:\d+(?:\.\d+)*|[A-Z](?:\.\d+)*)$/
    expect(guilty(({ check }) => check.law.some(({ document, section }) => !form(document).test(section)))).toEqual([])
  })

  test('no law is cited twice', () => {
    const cited = ({ check }: Placed): string[] => check.law.map(({ document, section }) => `${document} ${section}`)

    expect(guilty((each) => new Set(cited(each)).size < cited(each).length)).toEqual([])
  })

  test('every need is a capability, named once', () => {
    const known: readonly string[] = capabilityNames

    expect(guilty(({ check }) => check.needs.some((need) => !known.includes(need)))).toEqual([])
    expect(guilty(({ check }) => new Set(check.needs).size < check.needs.length)).toEqual([])
  })

  test('the title is a sentence about the server in the present tense', () => {
    expect(guilty(({ check }) => !/^(?:[A-Z]|[a-z]+_)[^\n]*[^.\s]$/.test(check.title))).toEqual([])
    expect(
      guilty(({ check }) => /\b(?:should|shall|must not|test that|check that|verify)\b/i.test(check.title)),
    ).toEqual([])
    expect(checks.map(({ title }) => title).filter((title, index, all) => all.indexOf(title) !== index)).toEqual([])
  })

  test('what holds is said as one statement, and cautions are sentences', () => {
    expect(guilty(({ check }) => !/^[A-Z][^\n]*[^.\s]$/.test(check.holds))).toEqual([])
    expect(
      guilty(({ check }) => check.caution !== undefined && !/^(?:[A-Z]|[a-z]+[_=]).*\.$/.test(check.caution)),
    ).toEqual([])
  })

  test('steps are camelCase words with a text each', () => {
    const odd = ([name, text]: [string, string]): boolean =>
      !/^[a-z][a-zA-Z0-9]*$/.test(name) || !/^[A-Z0-9].*[^.\s]$/.test(text)

    expect(guilty(({ check }) => Object.entries(check.steps).some(odd))).toEqual([])
  })

  test('a refusal is judged beside a request that succeeds: two steps at least', () => {
    expect(
      guilty(({ check }) => /refus|error=|invalid_/i.test(check.holds) && Object.keys(check.steps).length < 2),
    ).toEqual([])
  })
})

describe('the body of a check', () => {
  const files = sourcesIn('suites').filter(({ path }) => path.endsWith('.check.ts'))

  test('is found for every check', () => {
    for (const file of files) {
      const written = placed.filter((each) => each.file.path === file.path).length
      expect(runBodies(file).length, file.path).toBe(written)
    }
  })

  test('fits on a screen: 20 lines at most', () => {
    const long = files.flatMap((file) =>
      runBodies(file)
        .filter((body) => body.length > 20)
        .map((body) => `${file.path}: ${body.length} lines from ${body[0]?.trim()}`),
    )

    expect(long).toEqual([])
  })

  test('uses every declared step and no other', () => {
    const used = ({ check }: Placed): Set<string> =>
      new Set([...check.run.toString().matchAll(/\bstep\.(\w+)/g)].map(([, name = '']) => name))
    const differs = (each: Placed): boolean => {
      const declared = Object.keys(each.check.steps)
      const found = used(each)
      return declared.some((name) => !found.has(name)) || [...found].some((name) => !declared.includes(name))
    }

    expect(guilty((each) => used(each).size > 0 && differs(each))).toEqual([])
  })

  test('needs what it uses', () => {
    const implied: readonly (readonly [RegExp, readonly Capability[]])[] = [
      [/\bop\.introspect\(/, ['introspection']],
      [/\bop\.resource\(/, ['resource']],
      [/\bop\.clientCredentials\(/, ['client_credentials']],
      [/\bop\.(?:refreshable|refresh)\(/, ['refresh_token', 'refresh_rotation']],
      [/\bop\.(?:authorize|redeem|userTokens)\(/, ['authorization_code', 'refresh_token', 'refresh_rotation']],
      [/\bop\.authorization\(/, ['authorization', 'authorization_code']],
      [/\bop\.anyGrant\(/, ['token']],
      [/\bop\.series\(.code/, ['authorization_code']],
      [/\bop\.series\(.refresh/, ['refresh_token']],
      [/\bop\.series\(.access/, ['token']],
      [/\bop\.password\(/, ['password']],
      [/\bop\.implicit(?:Token)?\(/, ['implicit']],
      [/\.client\('second'\)/, ['second_client']],
      [/\.client\('public'\)/, ['none', 'two_public_clients']],
      [/\.client\('other_public'\)/, ['two_public_clients']],
      [/\.client\('basic'\)/, ['client_secret_basic']],
      [/\.client\('post'\)/, ['client_secret_post']],
      [/\.client\('secret'\)/, ['client_secret']],
      [/\.client\('service'\)/, ['client_credentials']],
      [/\.client\('restricted'\)/, ['restricted_client']],
      [/\.client\('denied_scope'\)/, ['denied_scope']],
      [/\.client\('confidential'\)/, ['confidential_client', 'second_client', 'introspection']],
    ]
    const missing = ({ check }: Placed): string[] => {
      const body = check.run.toString()
      const asks = (name: string): boolean =>
        body.includes(`target.has("${name}")`) || body.includes(`target.has('${name}')`)
      return implied
        .filter(([words, any]) => words.test(body) && !any.some((name) => check.needs.includes(name) || asks(name)))
        .map(([words, any]) => `${check.id} uses ${words.source} and needs neither of ${any.join(', ')}`)
    }

    expect(placed.flatMap(missing)).toEqual([])
  })

  test('says that it waits only where the file does', () => {
    expect(guilty(({ check, file }) => check.waits !== undefined && !/\bwait\(/.test(file.text))).toEqual([])
  })
})

describe('the working list', () => {
  const laws = JSON.parse(readFileSync(join(root, 'suites/laws.json'), 'utf8')) as Record<
    string,
    Record<string, number>
  >
  const listed = Object.values(laws).flatMap((entries) => Object.keys(entries))

  test('every check stands in it', () => {
    expect(ids.filter((id) => !listed.includes(id))).toEqual([])
  })

  test('every law in it has a check or a reason, never both, and no reason is for another law', () => {
    expect(listed.filter((id) => ids.includes(id) === id in leftOut)).toEqual([])
    expect(Object.keys(leftOut).filter((id) => !listed.includes(id))).toEqual([])
  })
})

describe('proof', () => {
  test('the defect of every check exists', () => {
    expect(guilty(({ check }) => !defects.has(check.defect))).toEqual([])
  })

  test('every defect is named by a check', () => {
    const named = new Set(checks.map(({ defect }) => defect))

    expect([...defects.keys()].filter((id) => !named.has(id))).toEqual([])
  })

  test('every explanation of a further red names a defect, a check that is not its own, and gives a reason', () => {
    const odd = Object.entries(redElsewhere).flatMap(([defect, reds]) =>
      Object.entries(reds)
        .filter(([id, reason]) => {
          const own = checks.find((check) => check.id === id)?.defect
          return !defects.has(defect) || own === undefined || own === defect || reason.length < 15
        })
        .map(([id]) => `${defect} → ${id}`),
    )

    expect(odd).toEqual([])
  })
})
