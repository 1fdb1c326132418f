import { check } from '../../harness/check.ts'
import type { Answer, Client, Target } from '../../harness/context.ts'
import { security } from '../../harness/law.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** What can be sent to an endpoint that does no harm and makes nothing. */
const probes: Readonly<Record<string, { method?: string; headers?: Record<string, string>; body?: string }>> = {
  authorization_endpoint: {},
  userinfo_endpoint: {},
  jwks_uri: {},
  token_endpoint: { method: 'POST', headers: form, body: '' },
  revocation_endpoint: { method: 'POST', headers: form, body: '' },
  introspection_endpoint: { method: 'POST', headers: form, body: '' },
  pushed_authorization_request_endpoint: { method: 'POST', headers: form, body: '' },
  device_authorization_endpoint: { method: 'POST', headers: form, body: '' },
  registration_endpoint: {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"redirect_uris":["not a URI"]}',
  },
}

export const endpointsAnswer = check({
  id: 'metadata.endpoints-answer',
  title: 'Every advertised endpoint exists',
  law: [security('RFC 8414', '2')],
  needs: ['discovery'],
  steps: {
    probe:
      'Send each advertised endpoint an incomplete request of its own kind, without credentials, and fetch the key set',
  },
  holds: 'Each answers as its protocol says: an OAuth error, a challenge, or a page for people',
  defect: 'metadata-advertises-dead-endpoint',
  caution:
    'A 404 with an OAuth error in its body counts as alive; for an unknown client at the authorization endpoint a 404 is a warning, and so is a 500 anywhere.',
  async run({ op, step, law, target, random, notApplicable }) {
    const named = Object.entries(probes).filter(([name]) => URL.canParse(String(target.metadata[name])))
    if (named.length === 0) notApplicable('the metadata names no endpoint: add metadata to the target file')
    const answers: { name: string; answer: Answer }[] = []
    for (const [name, probe] of named) {
      const url = new URL(String(target.metadata[name]))
      if (name === 'authorization_endpoint') url.searchParams.set('client_id', random(20))
      answers.push({ name, answer: await step.probe(() => op.request(url.href, probe)) })
    }
    law.each(answers, ({ name, answer }) => {
      const unknown = name === 'authorization_endpoint' && answer.status === 404
      // A gateway without a server behind it says 502 or 503.
      const broken = answer.status === 500 ? 'what breaks down exists; robustness.no-5xx tells of it' : undefined
      const tolerated = unknown ? 'an unknown client can be what was not found' : broken
      if (!isAlive(answer)) law(answer, { about: `a probe of ${name}`, tolerated }).status(200, 400, 401, 403)
    })
  },
})

export const grantsReallyWork = check({
  id: 'metadata.grants-really-work',
  title: 'Every advertised grant type is known to the token endpoint',
  law: [security('RFC 8414', '2')],
  needs: ['discovery', 'token'],
  steps: {
    control: 'Send a valid token request',
    known:
      'Name an advertised grant type with meaningless parameters, client after client until one is not told that it is unsupported',
  },
  holds: 'No advertised grant type is unsupported_grant_type for every client',
  defect: 'metadata-lists-unsupported-grant',
  caution:
    'Some servers say unsupported_grant_type of a grant the client may not use: a warning with one client alone.',
  async run({ op, step, law, target, random, notApplicable }) {
    const listed = listOf(target, 'grant_types_supported') ?? notApplicable(noList('grant_types_supported'))
    await step.control(() => op.anyGrant().tokens())
    const told = new Map<string, readonly Answer[]>()
    for (const grant of listed.filter((each) => each !== 'implicit')) {
      for (const client of target.clients.filter(isSpeaking)) {
        const answer = await step.known(() => op.token(client, { ...meaningless(random), grant_type: grant }))
        if (answer.error === 'invalid_client') continue
        told.set(grant, [...(told.get(grant) ?? []), answer])
        if (answer.error !== 'unsupported_grant_type') break
      }
    }
    law.each(told, ([grant, answers]) => {
      const about = `grant_type=${grant}`
      const tolerated = answers.length < 2 ? 'only one client was asked, which may not be allowed the grant' : undefined
      for (const answer of answers.slice(-1)) law(answer, { about }).status(200, 400, 401, 403)
      const known = answers.some(({ error }) => error !== 'unsupported_grant_type')
      law.that(known, { expected: 'a grant the server knows', actual: `unsupported_grant_type to ${about}`, tolerated })
    })
  },
})

export const unlistedGrantsRefused = check({
  id: 'metadata.unlisted-grants-refused',
  title: 'Grant types that are not advertised are refused',
  law: [security('RFC 8414', '2')],
  needs: ['discovery', 'token', 'confidential_client'],
  steps: {
    control: 'Send a valid token request',
    unlisted:
      'Send a well-formed request for every known grant type that grant_types_supported leaves out, and for an invented one',
  },
  holds: 'Each is refused, 400 with error=unsupported_grant_type or unauthorized_client',
  defect: 'hidden-password-grant',
  caution:
    'Without grant_types_supported a warning: most servers that leave it out just forgot. Another error shows that the grant is known, which is a warning too.',
  async run({ op, step, law, target, random }) {
    await step.control(() => op.anyGrant().tokens())
    const listed = listOf(target, 'grant_types_supported')
    const tolerated = listed === undefined ? 'grant_types_supported is not there to be read' : undefined
    const tried = [...knownGrants, `urn:example:${random(12)}`].filter((grant) => listed?.includes(grant) !== true)
    const answers: { grant: string; answer: Answer }[] = []
    for (const grant of tried) {
      const able = target.clients.find((each) => isSpeaking(each) && target.allows(each, grant))
      const client = able ?? target.client('confidential')
      const known = grant === 'password' ? person(target) : {}
      const parameters = { ...meaningless(random), ...known, grant_type: grant }
      answers.push({ grant, answer: await step.unlisted(() => op.token(client, parameters)) })
    }
    law.each(answers, ({ grant, answer }) => {
      law(answer, { about: `grant_type=${grant}`, tolerated }).refuses('unsupported_grant_type', 'unauthorized_client')
    })
  },
})

const urn = 'urn:ietf:params:oauth'
const knownGrants = [
  'password',
  'client_credentials',
  'refresh_token',
  `${urn}:grant-type:device_code`,
  `${urn}:grant-type:token-exchange`,
  `${urn}:grant-type:jwt-bearer`,
  `${urn}:grant-type:saml2-bearer`,
]

/** Every parameter a grant may ask for; a server ignores those that are foreign to the grant (RFC 6749 section 3.2). */
function meaningless(random: (length: number) => string): Readonly<Record<string, string>> {
  const names = ['code', 'code_verifier', 'refresh_token', 'device_code', 'assertion', 'subject_token', 'auth_req_id']
  return {
    ...Object.fromEntries([...names, 'username', 'password'].map((name) => [name, random(43)])),
    subject_token_type: `${urn}:token-type:access_token`,
    redirect_uri: 'https://client.invalid/callback',
  }
}

function person({ users: [first] }: Target): Readonly<Record<string, string>> {
  return first?.password === undefined ? {} : { username: first.username, password: first.password }
}

function isSpeaking({ client_secret: secret, token_endpoint_auth_method: method }: Client): boolean {
  if (method === 'none' || method === 'private_key_jwt') return true
  return secret !== undefined && /^client_secret_(?:basic|post|jwt)$/.test(method)
}

function isAlive({ status, error }: Answer): boolean {
  return status < 500 && ((status !== 404 && status !== 405) || error !== undefined)
}

function listOf({ metadata }: Target, name: string): readonly string[] | undefined {
  const value = metadata[name]
  return Array.isArray(value) ? value.map(String) : undefined
}

const noList = (name: string): string => `the metadata has no ${name}: add it under metadata of the target file`
