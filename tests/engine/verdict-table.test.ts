import { describe, expect, test } from 'vitest'

import {
  citeLaw,
  lawUrl,
  may,
  must,
  promises,
  security,
  should,
  specifications,
  type Law,
  type SpecName,
} from '../../harness/law.ts'
import { activeLaw, profiles, type ProfileName } from '../../harness/profile.ts'
import { verdictOf, type Finding, type Verdict } from '../../harness/verdict.ts'

const broken: Finding = { expected: 'this', actual: 'that' }
const tolerated: Finding = { ...broken, tolerated: 'servers in the field do it' }

type Row = [laws: [Law, ...Law[]], profile: ProfileName, plain: Verdict, excused: Verdict]

const table: Row[] = [
  [[must('RFC 6749', '5.2')], 'oauth2', 'fail', 'warn'],
  [[security('RFC 6749', '10.5')], 'oauth2', 'fail', 'warn'],
  [[should('RFC 6749', '4.1.2')], 'oauth2', 'warn', 'warn'],
  [[may('RFC 6749', '6')], 'oauth2', 'note', 'note'],
  [[must('RFC 9700', '2.1.1')], 'oauth2', 'fail', 'warn'],
  [[must('RFC 9700', '2.1.1')], 'rfc6749', 'warn', 'warn'],
  [[must('RFC 9700', '2.1.1')], 'rfc9700', 'fail', 'warn'],
  [[must('OAuth 2.1 draft', '4.1')], 'oauth2', 'warn', 'warn'],
  [[must('OAuth 2.1 draft', '4.1')], 'oauth-2.1', 'fail', 'warn'],
  [[security('OAuth 2.1 draft', '4.1')], 'rfc9700', 'warn', 'warn'],
  [[may('OAuth 2.1 draft', '4.1')], 'rfc6749', 'note', 'note'],
  [[must('OIDC Core 1.0', '3.1')], 'rfc6749', 'warn', 'warn'],
  [[should('RFC 8252', '8.1'), must('OAuth 2.1 draft', '4.1')], 'oauth2', 'warn', 'warn'],
  [[should('RFC 8252', '8.1'), must('OAuth 2.1 draft', '4.1')], 'oauth-2.1', 'fail', 'warn'],
  [[must('OAuth 2.1 draft', '4.1'), may('RFC 6749', '6')], 'oauth2', 'note', 'note'],
  [[may('RFC 6749', '6'), should('RFC 6749', '6'), must('RFC 6749', '6')], 'rfc6749', 'fail', 'warn'],
]

describe('the verdict of a broken law', () => {
  test.each(
    table.map(([laws, profile, plain, excused]) => ({
      name: laws.map(citeLaw).join(' + '),
      laws,
      profile,
      plain,
      excused,
    })),
  )('$name under $profile', ({ laws, profile, plain, excused }) => {
    const active = activeLaw(laws, profile)

    expect([verdictOf(broken, active), verdictOf(tolerated, active)]).toEqual([plain, excused])
  })
})

describe('which of several laws decides', () => {
  const levels = [may, should, security, must].map((level) => level('RFC 6749', '4.1'))

  test('the strongest in force: MUST before SECURITY before SHOULD before MAY, wherever it stands', () => {
    const [first, ...rest] = levels
    const [last, ...before] = levels.toReversed()
    if (first === undefined || last === undefined) throw new Error('no laws')

    expect(activeLaw([first, ...rest], 'oauth2')).toEqual({ law: must('RFC 6749', '4.1'), binding: true })
    expect(activeLaw([last, ...before], 'oauth2')).toEqual({ law: must('RFC 6749', '4.1'), binding: true })
    expect(activeLaw([may('RFC 6749', '1'), should('RFC 6749', '2')], 'oauth2').law.level).toBe('SHOULD')
    expect(activeLaw([should('RFC 6749', '1'), security('RFC 6749', '2')], 'oauth2').law.level).toBe('SECURITY')
  })

  test('a law in force before a stronger one that is not', () => {
    expect(activeLaw([must('OAuth 2.1 draft', '1'), should('RFC 6749', '2')], 'rfc6749')).toEqual({
      law: should('RFC 6749', '2'),
      binding: true,
    })
  })

  test('with none in force the strongest at all, which does not bind', () => {
    expect(activeLaw([should('OIDC Core 1.0', '1'), must('OAuth 2.1 draft', '2')], 'rfc6749')).toEqual({
      law: must('OAuth 2.1 draft', '2'),
      binding: false,
    })
  })
})

describe('profiles and documents', () => {
  test.each(Object.entries(profiles))('%s names known documents, each once', (_, documents) => {
    const known = Object.keys(specifications)

    expect(documents.filter((document) => !known.includes(document))).toEqual([])
    expect(new Set(documents).size).toBe(documents.length)
  })

  test('every document is in force under some profile', () => {
    const used = new Set<SpecName>([...Object.values(profiles).flat(), promises])

    expect(Object.keys(specifications).filter((name) => !used.has(name as SpecName))).toEqual([])
  })

  test.each([
    ['RFC 6749', '4.1.2', 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2'],
    ['RFC 7636', 'B', 'https://www.rfc-editor.org/rfc/rfc7636#appendix-B'],
    ['OAuth 2.1 draft', '4.1', 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1#section-4.1'],
  ] as const)('%s §%s has an address', (document, section, url) => {
    expect(lawUrl({ document, section })).toBe(url)
  })
})
