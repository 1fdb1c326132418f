import { check } from '../../harness/check.ts'
import type { Answer } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const noRedirect = check({
  id: 'token.no-redirect',
  title: 'The token endpoint never answers with a redirect',
  law: [security('RFC 6749', '3.2')],
  needs: ['token'],
  steps: { recording: 'Look at every answer of the token endpoint in this run' },
  holds: 'No answer has a status of 3xx',
  defect: 'token-redirects',
  caution: 'A redirect to another spelling of the same address is often a wrong address in the target file.',
  passive: true,
  async run({ recording, step, law, notApplicable }) {
    const answers = await step.recording(async () => recording('token'))
    if (!answers.some(({ hasToken }) => hasToken)) notApplicable(nothing)
    const redirects = answers.filter(({ status }) => status >= 300 && status < 400)
    law.that(redirects.length === 0, {
      expected: 'an answer in place, whatever it is',
      actual: `${redirects.length} of ${answers.length} answers redirect, the first to ${redirects[0]?.header('location') ?? 'nowhere'}`,
    })
  },
})

export const errorHasNoToken = check({
  id: 'token.error-has-no-token',
  title: 'An error answer contains no token',
  law: [must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: { recording: 'Look at every error answer of the token endpoint in this run' },
  holds: 'No answer with an error has an access_token, a refresh_token or an id_token',
  defect: 'token-next-to-error',
  caution: 'Tokens that are null or empty are none. An empty error in an answer with status 200 is a warning.',
  passive: true,
  async run({ recording, step, law, notApplicable }) {
    const errors = (await step.recording(async () => recording('token'))).filter(({ error }) => error !== undefined)
    if (errors.length === 0 || !recording('token').some(({ hasToken }) => hasToken)) notApplicable(nothing)
    law.each(errors, ({ json, status, error }) => {
      const tokens = ['access_token', 'refresh_token', 'id_token'].filter((name) => json?.[name])
      const actual = `${status} with error=${error} and ${tokens.join(', ')}`
      const tolerated = error === '' && status === 200 ? 'an empty error names none' : undefined
      law.that(tokens.length === 0, { expected: 'an error without a token', actual, tolerated })
    })
  },
})

export const errorCharacters = check({
  id: 'token.error-characters',
  title: 'The members of an error keep to their character sets',
  law: [must('RFC 6749', '5.2')],
  needs: ['token'],
  steps: { recording: 'Look at every error answer of the token endpoint in this run' },
  holds:
    'Both error and error_description are printable ASCII without double quote and backslash; error_uri is a URI reference',
  defect: 'token-error-illegal-characters',
  caution:
    'Carriage return, line feed and tab in error_description are a warning. A description in another language breaks the rule and harms nobody.',
  passive: true,
  async run({ recording, step, law, notApplicable }) {
    const errors = (await step.recording(async () => recording('token'))).filter(({ error }) => error !== undefined)
    if (errors.length === 0 || !recording('token').some(({ hasToken }) => hasToken)) notApplicable(nothing)
    law.each(errors.flatMap(membersOf), ({ name, value, pattern, error }) => {
      const inOneLine = name === 'error_description' ? value.replaceAll(/[\r\n\t]/g, ' ') : value
      const line = pattern.test(inOneLine)
      const character = [...(line ? value : inOneLine)].find((each) => !pattern.test(each)) ?? ''
      law.that(pattern.test(value), {
        expected: `${name} of the characters the grammar allows`,
        actual: `${name} with U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} next to error=${error}`,
        tolerated: line ? 'only line ends and tabs are beyond the grammar' : undefined,
      })
    })
  },
})

export const notInHeadersOrCookies = check({
  id: 'token.not-in-headers-or-cookies',
  title: 'Tokens do not appear in headers, cookies or redirects',
  law: [security('RFC 6750', '5.3')],
  needs: ['token'],
  steps: { recording: 'Search the header lines of the token endpoint and the resource for the tokens of this run' },
  holds: 'No header line holds an access token or a refresh token',
  defect: 'token-in-set-cookie',
  caution: 'A cookie that is Secure and HttpOnly is a warning: some APIs for browsers document it.',
  passive: true,
  async run({ recording, step, law, notApplicable }) {
    const answers = await step.recording(async () => [...recording('token'), ...recording('resource')])
    const tokens = [...new Set(answers.flatMap(tokensOf))]
    if (tokens.length === 0) notApplicable(nothing)
    const lines = answers
      .flatMap(({ headers }) => headers)
      .filter(([, value]) => tokens.some((token) => value.includes(token)))
    law.each(lines, ([name, value]) => {
      const guarded = /^set-cookie$/i.test(name) && /;\s*secure/i.test(value) && /;\s*httponly/i.test(value)
      law.that(false, {
        expected: 'tokens in the body alone',
        actual: `a token in the header ${name}`,
        tolerated: guarded ? 'the cookie is Secure and HttpOnly' : undefined,
      })
    })
  },
})

const nothing = 'too little was recorded, a token among it: run it together with other checks'

/** RFC 6749 appendix A.7 and A.8; A.9 with the characters of RFC 3986. */
const text = /^[\x20\x21\x23-\x5B\x5D-\x7E]*$/
const reference = /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/

function membersOf({ json, error }: Answer) {
  const rules = { error: text, error_description: text, error_uri: reference }
  return Object.entries(rules).flatMap(([name, pattern]) => {
    const value = json?.[name]
    return typeof value === 'string' ? [{ name, value, pattern, error }] : []
  })
}

function tokensOf({ json, status }: Answer): string[] {
  const values = status === 200 ? [json?.['access_token'], json?.['refresh_token']] : []
  return values.filter((value): value is string => typeof value === 'string' && value.length >= 8)
}
