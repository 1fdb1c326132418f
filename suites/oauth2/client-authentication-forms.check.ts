import { check } from '../../harness/check.ts'
import type { Answer, Asked, Client, Target } from '../../harness/context.ts'
import { must, security, should } from '../../harness/law.ts'

export const redundantClientIdAccepted = check({
  id: 'client-auth.redundant-client-id-accepted',
  title: 'The same client_id in the body next to HTTP Basic is no second method',
  law: [should('RFC 6749', '3.2.1')],
  needs: ['token', 'client_secret_basic'],
  steps: {
    control: 'Send a valid token request with HTTP Basic',
    repeated: 'Send the same kind of request with the same client_id in the body, without a secret there',
  },
  holds: 'The second answer is 200 with an access_token',
  defect: 'redundant-client-id-rejected',
  caution: 'Many libraries of clients always send client_id; a server that refuses it is strict, not wrong.',
  async run({ op, step, law, target }) {
    const client = target.client('basic')
    await step.control(() => op.anyGrant({ client }).tokens())
    law(await step.repeated(() => op.anyGrant({ client, set: { client_id: client.client_id } }))).grants()
  },
})

export const basicSchemeCase = check({
  id: 'client-auth.basic-scheme-case',
  title: 'The name of the Basic scheme is case-insensitive',
  law: [must('RFC 9110', '11.1')],
  needs: ['token', 'client_secret_basic'],
  steps: {
    control: 'Send a valid token request with HTTP Basic',
    written: 'Send the same kind of request with the scheme written basic, BASIC and bAsIc',
  },
  holds: 'Each answer is 200 with an access_token',
  defect: 'basic-scheme-case-sensitive',
  async run({ op, step, law, target }) {
    const client = target.client('basic')
    const { answer } = await step.control(() => op.anyGrant({ client }).tokens())
    const credentials = sentCredentials(answer)
    const seen = []
    for (const scheme of ['basic', 'BASIC', 'bAsIc']) {
      const headers = { authorization: `${scheme} ${credentials}` }
      seen.push({ answer: await step.written(() => op.anyGrant({ client, headers })), about: `the scheme ${scheme}` })
    }
    law.each(seen, (each) => law(each.answer, { about: each.about }).grants())
  },
})

export const basicFormDecoding = check({
  id: 'client-auth.basic-form-decoding',
  title: 'Id and secret are form-decoded after the Basic decoding',
  law: [must('RFC 6749', '2.3.1')],
  needs: ['token', 'client_secret_basic'],
  steps: {
    control: 'Send a valid token request, with id and secret form-encoded in HTTP Basic or, if that fails, as they are',
    encoded: 'Send the same kind of request with every character of id and secret percent-encoded',
  },
  holds: 'The answer to encoded credentials is 200 with an access_token',
  defect: 'basic-not-decoded',
  caution:
    'Very many servers do not decode. Where id and secret hold nothing that needs encoding this is a warning; it is a failure where the encoded form of a special character is refused while the raw one works.',
  async run({ op, step, law, target, blocked }) {
    const client = withSpecial(target)
    const send = (write: (text: string) => string): Asked =>
      op.anyGrant({ client, headers: { authorization: basic(client, write) } })
    const usual = await step.control(() => send(formEncoded))
    const raw = usual.hasToken ? usual : await step.control(() => send((text) => text))
    if (!raw.hasToken) blocked(`no token with the credentials in any form: ${raw.describe()}`)
    const tolerated =
      isSpecial(client) && !usual.hasToken ? undefined : 'the server understands what usual clients send'
    law(await step.encoded(() => send(escaped)), { about: 'percent-encoded credentials', tolerated }).grants()
  },
})

export const noClientEnumeration = check({
  id: 'client-auth.no-client-enumeration',
  title: 'Unknown client and wrong secret look the same',
  law: [security('RFC 6749', '10.10')],
  needs: ['token', 'client_secret'],
  steps: {
    control: 'Send a valid token request',
    wrong: 'Send the same kind of request with a wrong secret',
    unknown: 'Send it with a client_id nobody has and the same wrong secret',
  },
  holds: 'Status, error, error_description and header names of both refusals are equal, apart from ids and times',
  defect: 'client-enumeration',
  caution: 'A client_id is no secret: always a warning.',
  async run({ op, step, law, target, nearMiss, random, notApplicable }) {
    const client = target.findClient('basic') ?? target.client('secret')
    const secret = nearMiss(client.client_secret ?? '')
    const { answer } = await step.control(() => op.anyGrant({ client }).tokens())
    const grant = Object.fromEntries(new URLSearchParams(answer.request.body))
    const body = { grant_type: grant['grant_type'] ?? '', ...(grant['grant_type'] === service ? {} : madeUp) }
    const clientId = random(client.client_id.length)
    const wrong = await step.wrong(() => op.token(client, body, { secret }))
    const unknown = await step.unknown(() => op.token(client, body, { secret, clientId }))
    if ([wrong, unknown].some(isNoRefusal)) notApplicable(noRefusal)
    const differences = parts.filter(([, read]) => read(wrong, client.client_id) !== read(unknown, clientId))
    law.that(differences.length === 0, {
      expected: 'two refusals that look alike',
      actual: `a difference in ${differences.map(([name]) => name).join(', ')}`,
      tolerated: 'a client_id is no secret',
    })
  },
})

export const asymmetricOffered = check({
  id: 'client-auth.asymmetric-offered',
  title: 'The server offers asymmetric client authentication',
  law: [should('RFC 9700', '2.5')],
  needs: ['token', 'discovery'],
  steps: { token: 'Request a token, and read token_endpoint_auth_methods_supported of the metadata' },
  holds: 'The list has private_key_jwt, tls_client_auth or self_signed_tls_client_auth',
  defect: 'only-shared-secrets',
  caution: 'Recommended only. Without the list client_secret_basic is all there is, by RFC 8414 section 2.',
  async run({ op, step, law, target }) {
    await step.token(() => op.anyGrant())
    const listed = target.metadata['token_endpoint_auth_methods_supported']
    const methods: unknown[] = Array.isArray(listed) ? listed : ['client_secret_basic']
    law.that(
      methods.some((method) => asymmetric.has(String(method))),
      {
        expected: `one of ${[...asymmetric].join(', ')}`,
        actual: methods.join(', '),
      },
    )
  },
})

const asymmetric: ReadonlySet<string> = new Set(['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'])

const service = 'client_credentials'

/** Enough to look like a request of another grant: authentication comes before the grant. */
const madeUp = { code: 'assay', redirect_uri: 'https://assay.example/callback', refresh_token: 'assay' }

function isNoRefusal(answer: Answer): boolean {
  return answer.hasToken || answer.status === 429 || answer.status >= 500
}

type Part = readonly [name: string, read: (answer: Answer, clientId: string) => string]

const parts: readonly Part[] = [
  ['status', ({ status }) => String(status)],
  ['error', ({ error }) => String(error)],
  ['error_description', ({ json }, clientId) => neutral(String(json?.['error_description']), clientId)],
  ['header names', ({ headers }) => [...new Set(headers.map(([name]) => name.toLowerCase()))].toSorted().join()],
]

/** A text without what differs from answer to answer: the client's own name, ids, times. */
function neutral(text: string, clientId: string): string {
  return text.replaceAll(clientId, '…').replaceAll(/[\w-]*\d[\w:.-]*/g, '…')
}

function sentCredentials({ request }: Answer): string {
  const sent = request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? ''
  return sent.replace(/^\S+\s+/, '')
}

function basic({ client_id: id, client_secret: secret = '' }: Client, write: (text: string) => string): string {
  return `Basic ${Buffer.from(`${write(id)}:${write(secret)}`).toString('base64')}`
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}

function escaped(text: string): string {
  return Buffer.from(text).toString('hex').replaceAll(/../g, '%$&')
}

function isSpecial({ client_id: id, client_secret: secret = '' }: Client): boolean {
  return [id, secret].some((text) => /[^\w.~-]/.test(text))
}

/** A client for HTTP Basic, one whose credentials need encoding where there is one. */
function withSpecial(target: Target): Client {
  const fitting = target.clients.filter(
    (client) => client.token_endpoint_auth_method === 'client_secret_basic' && client.client_secret !== undefined,
  )
  return fitting.find(isSpecial) ?? target.client('basic')
}

const noRefusal = 'a wrong secret or an unknown client is not refused (see client-auth.wrong-secret-refused)'
