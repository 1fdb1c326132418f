import { check } from '../../harness/check.ts'
import type { Answer } from '../../harness/context.ts'
import { security } from '../../harness/law.ts'

export const noStackTrace = check({
  id: 'robustness.no-stack-trace',
  title: 'No answer shows internals',
  law: [security('RFC 6749', '10.14')],
  needs: ['token'],
  steps: { recording: 'Search every error answer of this run' },
  holds: 'No stack frame, source line, file system path, SQL or exception class is found',
  defect: 'stack-trace-in-error',
  caution: 'Error codes with a correlation id are fine.',
  passive: true,
  async run({ recording, step, law, notApplicable }) {
    const errors = (await step.recording(async () => recording())).filter(({ status }) => status >= 400)
    if (errors.length === 0 || !recording('token').some(({ hasToken }) => hasToken)) notApplicable(nothing)
    for (const { body, request, status } of errors) {
      const found = Object.entries(internals).find(([, pattern]) => pattern.test(body))
      law.that(found === undefined, {
        expected: 'an error that keeps to itself how the server is built',
        actual: `${found?.[0]} in the ${status} to ${request.method} ${request.url.split('?', 1)[0]}`,
      })
    }
  },
})

export const noSecretEcho = check({
  id: 'robustness.no-secret-echo',
  title: 'No answer repeats a secret of its request',
  law: [security('RFC 6749', '10.3')],
  needs: ['token'],
  steps: { recording: 'Search every error and token answer of this run for the secrets its request carried' },
  holds:
    'No client secret, password or assertion of a request stands in its answer, and in an error no code, code_verifier or token either',
  defect: 'error-echoes-secret',
  caution:
    'That client_id, redirect_uri, scope or state is repeated is fine, and so is a secret that is a word the request says openly too.',
  passive: true,
  async run({ recording, step, law, notApplicable }) {
    const answers = await step.recording(async () => recording())
    const tokens = recording('token').filter(({ hasToken }) => hasToken)
    if (tokens.length === 0) notApplicable(nothing)
    for (const answer of [...answers.filter(({ status }) => status >= 400), ...tokens]) {
      const heard = [answer.body, answer.body.replaceAll('\\/', '/'), ...answer.headers.map(([, value]) => value)]
      const echoed = secretsOf(answer).find(([, value]) => heard.some((text) => text.includes(value)))
      law.that(echoed === undefined, {
        expected: 'an answer without the secrets of its request',
        actual: `the ${echoed?.[0]} of the request in the ${answer.status} to ${answer.request.method} ${answer.request.url.split('?', 1)[0]}`,
      })
    }
  },
})

export const serverErrorClean = check({
  id: 'authz.server-error-clean',
  title: 'A failure inside the authorization endpoint is told as server_error or on a page without internals',
  law: [security('RFC 6749', '4.1.2.1')],
  needs: ['authorization', 'token'],
  steps: { recording: 'Look at every failure of the authorization endpoint in this run' },
  holds:
    'Each redirects with server_error or temporarily_unavailable and the state, or is a page that shows no internals',
  defect: 'authz-outage-raw-500',
  caution:
    'A failure cannot be provoked from outside: without one there is nothing to judge. An empty page is a warning.',
  passive: true,
  async run({ recording, step, law, notApplicable }) {
    const answers = await step.recording(async () => recording('authorization'))
    const failures = answers.flatMap((answer) => failureOf(answer) ?? [])
    if (failures.length === 0) notApplicable('no failure of the authorization endpoint was recorded, which is well')
    if (!recording('token').some(({ hasToken }) => hasToken)) notApplicable(nothing)
    law.each(failures, ({ shown, empty }) =>
      law.that(shown === undefined && !empty, {
        expected: 'a redirect with error=server_error and the state, or a page that says so without internals',
        actual: shown ?? 'an empty 5xx',
        tolerated: shown === undefined ? 'it shows nothing' : undefined,
      }),
    )
  },
})

const nothing = 'too little was recorded, a token among it: run it together with other checks'

/** Shapes that only the inside of a program has. */
const internals: Readonly<Record<string, RegExp>> = {
  'a stack frame':
    /\bat [\w$.<>[\] ]+ \(?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\s)]+:\d+:\d+\)?|^\s+at [\w$.]+\([\w$]+\.(?:java|kt|scala):\d+\)/m,
  'a traceback': /Traceback \(most recent call last\)|File "[^"]+", line \d+/,
  'an exception class':
    /\b(?:java|javax|org|com|System)\.[\w.]+(?:Exception|Error)\b|\bUnhandled(?:PromiseRejection|Exception)\b/,
  'a source line': /\b[\w/.-]+\.(?:php|py|rb|go|cs|java|js|ts):\d+\b|on line \d+ of/,
  SQL: /\b(?:SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|SQLSTATE|ORA-\d{5})\b/,
  'a file system path': /(?:^|[\s"'(])(?:\/(?:usr|var|home|opt|srv|etc)\/[\w.-]+\/[\w./-]+|[A-Z]:\\(?:\w+\\)+\w+)/,
}

const failing: readonly (string | null)[] = ['server_error', 'temporarily_unavailable']

/** What is wrong with how a failure is told, in words, and whether it is told at all; undefined for other answers. */
function failureOf(answer: Answer): { readonly shown: string | undefined; readonly empty: boolean } | undefined {
  const told = new URLSearchParams((answer.header('location') ?? '').split(/[?#]/).slice(1).join('&'))
  if (failing.includes(told.get('error'))) {
    const state = parametersOf(answer).get('state')
    const lost = state !== null && told.get('state') !== state
    return { shown: lost ? `error=${told.get('error')} without the state of the request` : undefined, empty: false }
  }
  if (answer.status < 500) return undefined
  const found = Object.entries(internals).find(([, pattern]) => pattern.test(answer.body))
  return { shown: found && `${found[0]} on the page of a ${answer.status}`, empty: answer.body.trim() === '' }
}

function parametersOf({ request }: Answer): URLSearchParams {
  return new URLSearchParams(request.body ?? request.url.split('?', 2)[1])
}

/** What proves who sends it: no answer has a reason to say it. */
const credentialNames = ['client_secret', 'password', 'client_assertion']
const secretNames = [...credentialNames, 'code', 'code_verifier', 'refresh_token', 'token']

/** The secrets of a request that its answer may not have, but for those that the request says openly too. */
function secretsOf({ request, hasToken }: Answer): (readonly [string, string])[] {
  const form = pairsIn(request.body)
  const names = hasToken ? credentialNames : secretNames
  const proofs = request.headers.filter(([name]) => /^authorization$/i.test(name)).map(([, value]) => value)
  const open = [
    ...form.map(([name]) => name),
    ...form.filter(([name]) => !secretNames.includes(name)).map(([, value]) => value),
    ...proofs.map(nameIn),
  ].join('\n')
  // Who shows an access token may be given the same one again.
  const shown = proofs.flatMap(credentialsOf).filter(([name]) => !hasToken || name !== bearer)
  const secrets = [...form.filter(([name]) => names.includes(name)), ...shown]
  return secrets.filter(([, value]) => value.length >= 8 && !open.includes(value))
}

/** The members of a body, form or JSON. */
function pairsIn(body = ''): (readonly [string, string])[] {
  if (!body.startsWith('{')) return [...new URLSearchParams(body)]
  try {
    const members: unknown = JSON.parse(body)
    return Object.entries({ ...(typeof members === 'object' ? members : {}) }).map(([name, value]) => [
      name,
      `${value}`,
    ])
  } catch {
    return []
  }
}

const bearer = 'access token'

/** What an Authorization header proves its sender by: a bearer token, or a client secret, as it is sent and as it is read. */
function credentialsOf(header: string): (readonly [string, string])[] {
  const [scheme = '', value = ''] = header.split(/ +/)
  if (/^bearer$/i.test(scheme)) return [[bearer, value]]
  if (!/^basic$/i.test(scheme)) return []
  const secret = new URLSearchParams(`_=${basic(value).split(':').slice(1).join(':')}`)
  return [value, secret.get('_') ?? ''].map((text) => ['client_secret', text] as const)
}

const basic = (value: string): string => Buffer.from(value, 'base64').toString()

/** Who an Authorization header says its sender is. */
function nameIn(header: string): string {
  const value = /^basic +(\S+)/i.exec(header)?.[1]
  return value === undefined ? '' : (basic(value).split(':', 1)[0] ?? '')
}
