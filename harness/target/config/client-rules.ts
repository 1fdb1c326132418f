import { algorithmOf, fits } from '../signing-algorithms.ts'
import { signingKey } from '../signing-key.ts'
import type { KeySet } from './config.ts'
import { type Draft, draftAt, draftItems, textAt, textsAt } from './draft.ts'
import { parseKeySet } from './key-set.ts'
import type { Finding, Path } from './problem.ts'
import { redirectUriRule } from './url-rules.ts'

const redirecting = new Set(['authorization_code', 'implicit'])

/** What a client needs beside the right shape: redirect_uris for its grants, credentials for its authentication method. */
export function clientRules(path: Path, client: Draft): Finding[] {
  return [...redirectRules(path, client), ...credentialRules(path, client), ...keyRules(path, client)]
}

function redirectRules(path: Path, client: Draft): Finding[] {
  const uris = textsAt(client, 'redirect_uris')
  const wrong = uris.flatMap(([index, uri]) => redirectUriRule([...path, 'redirect_uris', index], uri))
  const grant = textsAt(client, 'grant_types').find(([, name]) => redirecting.has(name))?.[1]
  const listed = client['redirect_uris']
  const empty = listed === undefined || (Array.isArray(listed) && listed.length === 0)
  if (grant === undefined || !empty) return wrong
  const fix =
    'add redirect_uris: [https://client.example/cb] as registered at the server; nothing needs to listen there'
  return [
    {
      path: [...path, 'redirect_uris'],
      message: `a client with ${grant} needs at least one redirect_uri, got none`,
      fix,
      at: 'key',
    },
  ]
}

interface Need {
  readonly key: string
  readonly fix: string
}

const secretNeed: Need = {
  key: 'client_secret',
  fix: 'add client_secret: ${env:NAME}, or token_endpoint_auth_method: none for a public client',
}
const certificateNeed: Need = {
  key: 'tls',
  fix: 'add tls: { certificate: "${file:./client.pem}", key: "${file:./client.key}" }',
}

const needs: Readonly<Record<string, Need>> = {
  client_secret_basic: secretNeed,
  client_secret_post: secretNeed,
  client_secret_json: secretNeed,
  client_secret_jwt: secretNeed,
  private_key_jwt: { key: 'jwks', fix: 'add jwks: ${file:./client.jwks.json} with the private key' },
  tls_client_auth: certificateNeed,
  self_signed_tls_client_auth: certificateNeed,
}

function credentialRules(path: Path, client: Draft): Finding[] {
  const method = textAt(client, 'token_endpoint_auth_method') ?? ''
  const need = Object.hasOwn(needs, method) ? needs[method] : undefined
  if (need === undefined || client[need.key] !== undefined) return []
  return [
    {
      path: [...path, need.key],
      message: `a client with ${method} needs ${need.key}, got none`,
      fix: need.fix,
      at: 'key',
    },
  ]
}

function keyRules(path: Path, client: Draft): Finding[] {
  const stated = client['jwks']
  if (stated === undefined) return []
  const keys = typeof stated === 'string' ? parseKeySet(stated) : draftAt(client, 'jwks')
  const fix = 'give a JSON Web Key Set with a private key: { "keys": [ … ] } (RFC 7517 section 5)'
  if (keys === undefined)
    return [{ path: [...path, 'jwks'], message: 'expected a JSON Web Key Set, got other text', fix }]
  return algorithmRules(path, client, { keys: draftItems(keys.keys).map(([, key]) => key) })
}

/** The algorithm that a client signs its assertions with has to be one of its key, or of a secret. */
function algorithmRules(path: Path, client: Draft, jwks: KeySet): Finding[] {
  const key = signingKey({ jwks })
  const alg = textAt(client, 'token_endpoint_auth_signing_alg')
  const method = textAt(client, 'token_endpoint_auth_method')
  if (key === undefined || alg === undefined || method !== 'private_key_jwt' || fits(key.private, alg)) return []
  const message = `expected an algorithm that the private key of jwks can sign with, got ${alg}`
  const fix = `write ${algorithmOf(key)}, or give the key that the client signs with`
  return [{ path: [...path, 'token_endpoint_auth_signing_alg'], message, fix }]
}
