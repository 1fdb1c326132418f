import { NoAnswer } from '../http/answer.ts'
import { sentenceOf } from '../operations/pending.ts'
import type { Registered } from '../operations/registration-moves.ts'
import { register } from '../operations/registration.ts'
import { completeTarget } from '../target/config/defaults.ts'
import type { ClientEntry } from '../target/config/config.ts'
import { clientAuthMethods } from '../target/config/config.ts'
import type { Client } from '../target/target.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import { openBench, type Bench } from './bench.ts'

type Metadata = Readonly<Record<string, unknown>>

/** A client that was registered, with what it takes to delete it again (RFC 7592). */
export interface Registration {
  readonly name: string
  readonly entry: ClientEntry
  readonly client_id: string
  readonly registration_client_uri?: string
  readonly registration_access_token?: string
}

/** What came of asking for clients: those there are now, and why others were refused, one sentence each. */
export interface Registrations {
  readonly made: readonly Registration[]
  readonly refused: readonly string[]
}

/** Scopes to register for: all that the server lists, and fewer where it does not give those to anybody. */
export interface WishedScopes {
  readonly all: readonly string[]
  readonly few: readonly string[]
}

/** Registers the clients that checks work with, one after the other; a kind the server refuses is left out with its reason. */
export async function registerClients(
  issuer: string,
  metadata: Metadata,
  scopes: WishedScopes,
): Promise<Registrations> {
  const bench = await openBench(completeTarget({ issuer, clients: {} }))
  if (bench instanceof NoAnswer) return { made: [], refused: [bench.message] }
  const made: Registration[] = []
  const refused: string[] = []
  try {
    for (const [name, wish] of wishes(metadata)) {
      try {
        const { answer, client } = await registerOne(bench, { client_name: `Assay ${name}`, ...wish }, scopes)
        if (client === undefined) refused.push(`${name}: ${sentenceOf(answer)}`)
        else made.push({ name, entry: entryOf(client), client_id: client.client_id, ...handle(answer.json ?? {}) })
      } catch (error) {
        if (!(error instanceof NotApplicable || error instanceof Blocked || error instanceof NoAnswer)) throw error
        refused.push(`${name}: ${error.message}`)
        if (error instanceof NotApplicable) return { made, refused }
      }
    }
    return { made, refused }
  } finally {
    await bench.close()
  }
}

/** A client for all scopes, else for fewer; services take what the server gives them. */
async function registerOne(bench: Bench, wish: Metadata, { all, few }: WishedScopes): Promise<Registered> {
  // What is to stay is not taken back.
  const around = { ...bench.around(), atEnd: () => undefined }
  const uris = wish['redirect_uris']
  if (!Array.isArray(uris) || uris.length === 0 || all.length === 0) return register(around, wish)
  const first = await register(around, { ...wish, scope: all.join(' ') })
  return first.client === undefined ? register(around, { ...wish, scope: few.join(' ') }) : first
}

function wishes(metadata: Metadata): [string, Metadata][] {
  const offers = (list: string, value: string, silent: boolean): boolean => {
    const values = metadata[list]
    return Array.isArray(values) ? values.includes(value) : silent
  }
  const method = (name: string): boolean =>
    offers('token_endpoint_auth_methods_supported', name, name === 'client_secret_basic')
  const secrets = ['client_secret_basic', 'client_secret_post'].filter(method)
  const [first = 'client_secret_basic', second = first] = secrets
  const refreshes = offers('grant_types_supported', 'refresh_token', false)
  const grants = ['authorization_code', ...(refreshes ? ['refresh_token'] : [])]
  const code = { grant_types: grants, response_types: ['code'] }
  const uris = (name: string): string[] => [
    `https://${name}.example/callback`,
    `https://${name}.example/other-callback`,
  ]
  return [
    ['web', { ...code, redirect_uris: uris('web'), token_endpoint_auth_method: first }],
    ['second', { ...code, redirect_uris: uris('second').slice(0, 1), token_endpoint_auth_method: second }],
    ...(method('none')
      ? ([
          ['spa', { ...code, redirect_uris: uris('spa'), token_endpoint_auth_method: 'none' }],
          [
            'native',
            {
              ...code,
              application_type: 'native',
              redirect_uris: ['http://127.0.0.1/callback'],
              token_endpoint_auth_method: 'none',
            },
          ],
        ] satisfies [string, Metadata][])
      : []),
    ...(offers('grant_types_supported', 'client_credentials', false)
      ? ([
          [
            'service',
            {
              grant_types: ['client_credentials'],
              response_types: [],
              redirect_uris: [],
              token_endpoint_auth_method: first,
            },
          ],
        ] satisfies [string, Metadata][])
      : []),
  ]
}

function entryOf(client: Client): ClientEntry {
  const { client_id, client_secret, redirect_uris, grant_types, scope } = client
  const method = clientAuthMethods.find((each) => each === client.token_endpoint_auth_method)
  const serves = redirect_uris.length === 0
  return {
    client_id,
    ...(client_secret === undefined ? {} : { client_secret }),
    ...(method === undefined ? {} : { token_endpoint_auth_method: method }),
    ...(serves ? {} : { redirect_uris }),
    ...(grant_types === undefined ? {} : { grant_types }),
    ...(scope === undefined || serves ? {} : { scope }),
  }
}

function handle(json: Metadata): Pick<Registration, 'registration_client_uri' | 'registration_access_token'> {
  const { registration_client_uri: uri, registration_access_token: token } = json
  return {
    ...(typeof uri === 'string' ? { registration_client_uri: uri } : {}),
    ...(typeof token === 'string' ? { registration_access_token: token } : {}),
  }
}
