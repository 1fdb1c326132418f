import { check } from '../../harness/check.ts'
import type { Answer } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

const oauth = 'oauth-authorization-server'
const openid = 'openid-configuration'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Members of the IANA registry of authorization server metadata that hold one string each. */
const strings = words(`
  issuer authorization_endpoint token_endpoint jwks_uri registration_endpoint service_documentation op_policy_uri op_tos_uri
  revocation_endpoint introspection_endpoint signed_metadata device_authorization_endpoint userinfo_endpoint
  pushed_authorization_request_endpoint backchannel_authentication_endpoint end_session_endpoint check_session_iframe`)

const lists = words(`
  scopes_supported response_types_supported response_modes_supported grant_types_supported
  token_endpoint_auth_methods_supported token_endpoint_auth_signing_alg_values_supported ui_locales_supported
  revocation_endpoint_auth_methods_supported revocation_endpoint_auth_signing_alg_values_supported
  introspection_endpoint_auth_methods_supported introspection_endpoint_auth_signing_alg_values_supported
  code_challenge_methods_supported acr_values_supported subject_types_supported id_token_signing_alg_values_supported
  id_token_encryption_alg_values_supported id_token_encryption_enc_values_supported userinfo_signing_alg_values_supported
  userinfo_encryption_alg_values_supported userinfo_encryption_enc_values_supported
  request_object_signing_alg_values_supported request_object_encryption_alg_values_supported
  request_object_encryption_enc_values_supported display_values_supported claim_types_supported claims_supported
  claims_locales_supported introspection_signing_alg_values_supported introspection_encryption_alg_values_supported
  introspection_encryption_enc_values_supported authorization_signing_alg_values_supported
  authorization_encryption_alg_values_supported authorization_encryption_enc_values_supported
  dpop_signing_alg_values_supported authorization_details_types_supported protected_resources prompt_values_supported
  backchannel_token_delivery_modes_supported backchannel_authentication_request_signing_alg_values_supported`)

const booleans = words(`
  claims_parameter_supported request_parameter_supported request_uri_parameter_supported require_request_uri_registration
  require_signed_request_object require_pushed_authorization_requests tls_client_certificate_bound_access_tokens
  authorization_response_iss_parameter_supported backchannel_user_code_parameter_supported frontchannel_logout_supported
  frontchannel_logout_session_supported backchannel_logout_supported backchannel_logout_session_supported`)

export const memberTypes = check({
  id: 'metadata.member-types',
  title: 'Registered members of the metadata have their registered JSON types and no list is empty',
  law: [must('RFC 8414', '3.2')],
  needs: ['discovery'],
  steps: { document: 'GET the document and look at the type of every member of the IANA registry' },
  holds: 'Texts are strings, lists are arrays of strings, flags are booleans, and no array is empty',
  defect: 'metadata-booleans-as-strings',
  caution: 'An empty array should have been left out, but every library reads it: a warning.',
  async run({ op, step, law, notApplicable }) {
    const document = documentIn(await step.document(() => op.metadata(oauth))) ?? notApplicable(noDocument)
    const present = Object.entries(document).filter(([name]) => expectedType(name) !== undefined)
    law.each(present, ([name, value]) => {
      const expected = `${expectedType(name)} as ${name}`
      law.that(hasType(name, value), { expected, actual: `${typeName(value)} as ${name}` })
      law.that(!Array.isArray(value) || value.length > 0, {
        expected: `${name} left out rather than empty`,
        actual: `an empty list as ${name}`,
        tolerated: 'an empty list says the same as none',
      })
    })
  },
})

export const endpointsHttps = check({
  id: 'metadata.endpoints-https',
  title: 'Every advertised endpoint and the JWK Set are absolute https URLs without a fragment',
  law: [must('RFC 8414', '2')],
  needs: ['discovery'],
  steps: { document: 'GET the document and parse every registered endpoint, jwks_uri and the mTLS aliases' },
  holds: 'Each is absolute, uses https and has no fragment',
  defect: 'metadata-endpoint-http',
  caution: 'On a loopback host http is accepted, with a note. Another host than the issuer’s is allowed and noted.',
  async run({ op, step, law, target, note, notApplicable }) {
    const document = documentIn(await step.document(() => op.metadata(oauth))) ?? notApplicable(noDocument)
    const places = placesIn(document)
    law.each(places, ([name, value]) => {
      const url = URL.canParse(value) ? new URL(value) : undefined
      const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url))
      law.that(safe && !value.includes('#'), {
        expected: `an absolute https URL without fragment as ${name}`,
        actual: `${name} ${value}`,
      })
    })
    const hosts = new Set(places.map(([, value]) => new URL(value).host))
    hosts.delete(new URL(target.issuer).host)
    if (hosts.size > 0) note(`endpoints on other hosts than the issuer's: ${[...hosts].join(', ')}`)
    if (places.some(([, value]) => value.startsWith('http:'))) note('http is accepted on a loopback host')
  },
})

export const authSigningAlgs = check({
  id: 'metadata.auth-signing-algs',
  title: 'The metadata lists signing algorithms for each JWT authentication method, and never none',
  law: [must('RFC 8414', '2')],
  needs: ['discovery'],
  steps: { document: 'GET the document and read the methods and algorithms of token, revocation and introspection' },
  holds: 'Where a JWT method is listed the algorithms are listed too, and none is not among them',
  defect: 'metadata-alg-none',
  caution:
    'HS algorithms without client_secret_jwt, or the method without them, are a warning; where no methods are listed they are not compared. A missing RS256 is a note.',
  async run({ op, step, law, note, notApplicable }) {
    const document = documentIn(await step.document(() => op.metadata(oauth))) ?? notApplicable(noDocument)
    law.each(['token', 'revocation', 'introspection'], (endpoint) => {
      const methods = listIn(document, `${endpoint}_endpoint_auth_methods_supported`)
      const name = `${endpoint}_endpoint_auth_signing_alg_values_supported`
      const algorithms = listIn(document, name)
      const bySecret = methods.includes('client_secret_jwt')
      const jwt = bySecret || methods.includes('private_key_jwt')
      law.that(!jwt || algorithms.length > 0, { expected: `${name} beside a JWT method`, actual: `no ${name}` })
      law.that(!algorithms.includes('none'), { expected: `${name} without none`, actual: `none in ${name}` })
      if (jwt && !algorithms.includes('RS256')) note(`${name} leaves RS256 out, which RFC 8414 recommends`)
      if (methods.length === 0) return
      const hmac = algorithms.some((each) => each.startsWith('HS'))
      const tolerated = 'a client can still find an algorithm both sides know'
      const actual = `${hmac ? 'HS' : 'no HS'} algorithms ${bySecret ? 'with' : 'without'} client_secret_jwt in ${name}`
      law.that(hmac === bySecret, { expected: 'HS algorithms exactly where client_secret_jwt is', actual, tolerated })
    })
  },
})

export const oauthAndOidcAgree = check({
  id: 'metadata.oauth-and-oidc-agree',
  title: 'The OAuth document and the OpenID document of one issuer do not contradict each other',
  law: [security('RFC 8414', '5')],
  needs: ['discovery', 'openid'],
  steps: {
    oauth: 'GET the document at the location of RFC 8414',
    openid: 'GET the document at the location of OpenID discovery',
  },
  holds: 'Every member that both have is equal, lists compared as sets',
  defect: 'metadata-documents-disagree',
  caution: 'Lists and flags that differ are a warning: the OAuth document may be written for plain OAuth clients.',
  async run({ op, step, law, notApplicable }) {
    const first = documentIn(await step.oauth(() => op.metadata(oauth))) ?? notApplicable(noDocument)
    const second = documentIn(await step.openid(() => op.metadata(openid))) ?? notApplicable(noOpenid)
    const shared = Object.keys(first).filter((name) => name !== 'signed_metadata' && second[name] !== undefined)
    law.each(shared, (name) => {
      law.that(canonical(first[name]) === canonical(second[name]), {
        expected: `the same ${name} in both documents`,
        actual: `${name} is ${canonical(first[name])} in the OAuth and ${canonical(second[name])} in the OpenID document`,
        tolerated: /^issuer$|^jwks_uri$|_endpoint$/.test(name) ? undefined : 'one may be written for other clients',
      })
    })
  },
})

const noDocument =
  'the server publishes no metadata at the location of RFC 8414; metadata.location says what that means'
const noOpenid = 'the server publishes no OpenID document, so there is nothing to compare'

function documentIn(answer: Answer): Answer['json'] {
  return answer.status === 200 ? answer.json : undefined
}

function expectedType(name: string): string | undefined {
  if (strings.includes(name)) return 'a string'
  if (lists.includes(name)) return 'an array of strings'
  if (booleans.includes(name)) return 'a boolean'
  return name === 'mtls_endpoint_aliases' ? 'an object of strings' : undefined
}

function hasType(name: string, value: unknown): boolean {
  const isString = (each: unknown): boolean => typeof each === 'string'
  if (strings.includes(name)) return isString(value)
  if (lists.includes(name)) return Array.isArray(value) && value.every(isString)
  if (booleans.includes(name)) return typeof value === 'boolean'
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isString)
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array of other things than strings'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function placesIn(document: Readonly<Record<string, unknown>>): readonly [string, string][] {
  const aliases = document['mtls_endpoint_aliases']
  const own = Object.entries(document).filter(([name]) => strings.includes(name) && /_endpoint$|^jwks_uri$/.test(name))
  const all = [...own, ...Object.entries(typeof aliases === 'object' && aliases !== null ? aliases : {})]
  return all.map(([name, value]): [string, string] => [name, String(value)])
}

function listIn(document: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  const value = document[name]
  return Array.isArray(value) ? value.map(String) : []
}

function canonical(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.map((each) => canonical(each)).toSorted() : value)
}

function isLoopback({ hostname }: URL): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}
