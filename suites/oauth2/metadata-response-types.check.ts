import { check } from '../../harness/check.ts'
import type { Client, Context, Step, Target, Walk } from '../../harness/context.ts'
import { security } from '../../harness/law.ts'

export const responseTypesHonest = check({
  id: 'metadata.response-types-honest',
  title: 'Advertised response types are accepted and others are refused',
  law: [security('RFC 8414', '2')],
  needs: ['discovery', 'authorization_code'],
  steps: {
    code: 'Complete a code flow',
    other:
      'Send the request with response_type token, id_token and code token, where they are not advertised; token also as a client with the implicit grant',
    listed: 'Send it with every further response type that is advertised, as a client whose grants allow it',
  },
  holds:
    'The code flow succeeds, and advertised types give what they name; the others are refused with unsupported_response_type or unauthorized_client',
  defect: 'hidden-implicit-flow',
  caution:
    'A server that ignores the further words of a response_type and gives a code alone is a warning. So is an advertised one that is unsupported or gives less than it names: the client may be registered for others. unauthorized_client is about the client.',
  async run(context) {
    const { op, step, law, target, notApplicable } = context
    const listed = listOf(target, 'response_types_supported') ?? notApplicable(noList('response_types_supported'))
    const control = await step.code(() => op.authorization())
    const unsupported = control.kind === 'error' && control.error === 'unsupported_response_type'
    if (!unsupported) await step.code(() => op.authorize())
    law.that(!unsupported || !listed.includes('code'), { expected: 'a code', actual: 'unsupported_response_type' })
    const hidden = ['token', 'id_token', 'code token'].filter((each) => !has(listed, each))
    if (hidden.includes('token')) await givesNoneToOthers(context, step.other)
    for (const type of hidden) await givesNothing(context, type)
    for (const type of listed) await givesWhatItNames(context, step.listed, type)
  },
})

const noToken = 'no token by a response type that is not advertised'

/** Whether a list has a response type, whose words stand in any order (OAuth 2.0 Multiple Response Types section 3). */
function has(listed: readonly string[], type: string): boolean {
  const sorted = (text: string): string => text.split(' ').toSorted().join(' ')
  return listed.some((each) => sorted(each) === sorted(type))
}

type Asking = Pick<Context, 'op' | 'target' | 'random' | 'law'> & { readonly step: Context<'other'>['step'] }

/** What a server has for some clients only shows to one that is registered for the implicit grant. */
async function givesNoneToOthers({ op, law, target }: Omit<Asking, 'step'>, step: Step): Promise<void> {
  if (target.findClient('implicit') === undefined) return
  const { response } = await step(() => op.implicit())
  const actual = 'access_token to response_type=token of a client with the implicit grant'
  law.that(response?.parameters.has('access_token') !== true, { expected: noToken, actual })
}

/** Asks for a response type as the usual client, which gets neither a token nor a code for it. */
async function givesNothing({ op, step, law, target, random }: Asking, type: string): Promise<void> {
  const parameters = { response_type: type, nonce: random(22) }
  const scope = target.has('openid') ? ['openid', ...target.scopes.slice(0, 1)].join(' ') : undefined
  const asked = { parameters, pkce: target.has('pkce') ? 'S256' : 'omit', ...(scope && { scope }) } as const
  const { landing, response } = await step.other(() => op.walk(asked))
  const given = ['access_token', 'id_token'].filter((name) => response?.parameters.has(name))
  const [about, actual] = [`response_type=${type}`, `${given.join(' and ')} to response_type=${type}`]
  law.that(given.length === 0, { expected: noToken, actual })
  const tolerated = landing.kind === 'code' ? 'a code was given, but no token' : undefined
  law(landing, { about, tolerated }).refuses('unsupported_response_type', 'unauthorized_client')
}

/** Asks for an advertised response type as a client that may have it, where the target file declares one. */
async function givesWhatItNames(
  { op, law, target, random }: Omit<Asking, 'step'>,
  step: Step,
  type: string,
): Promise<void> {
  const words = type.split(' ')
  const client = ableClient(target, words)
  if (client === undefined) return
  const usual = client.scope?.split(' ')[0] ?? target.scopes[0]
  const names = [...(words.includes('id_token') ? ['openid'] : []), ...(usual === undefined ? [] : [usual])]
  const pkce = words.includes('code') && target.has('pkce') ? 'S256' : 'omit'
  const asked = { client, pkce, scope: [...new Set(names)].join(' ') || null } as const
  const walk = await step(() => op.walk({ ...asked, parameters: { response_type: type, nonce: random(22) } }))
  const lack = lackOf(walk, words)
  law.that(lack === undefined, {
    expected: `what response_type=${type} names, which is advertised`,
    actual: `${lack} to client ${client.name}`,
    tolerated: 'the client may be registered for other response types',
  })
}

/** Who may have a response type other than code alone, by its grants (RFC 7591 section 2.1). */
function ableClient(target: Target, words: readonly string[]): Client | undefined {
  const known = words.every((word) => Object.hasOwn(parameterOf, word))
  if (!known || words.join() === 'code' || (words.includes('id_token') && !target.has('openid'))) return undefined
  const grants = words.includes('code') ? ['implicit', 'authorization_code'] : ['implicit']
  const able = target.clients.filter((client) => grants.every((grant) => target.allows(client, grant)))
  return able.find(({ redirect_uris: uris }) => uris.length > 0)
}

const parameterOf = { code: 'code', token: 'access_token', id_token: 'id_token' } as const

function lackOf({ landing, response }: Walk, words: readonly string[]): string | undefined {
  if (landing.kind === 'error' && landing.error === 'unsupported_response_type')
    return 'error=unsupported_response_type'
  if (response === undefined || response.parameters.has('error')) return undefined
  const missing = Object.entries(parameterOf).filter(
    ([word, name]) => words.includes(word) && !response.parameters.has(name),
  )
  return missing.length === 0 ? undefined : `no ${missing.map(([, name]) => name).join(' and no ')}`
}

function listOf({ metadata }: Target, name: string): readonly string[] | undefined {
  const value = metadata[name]
  return Array.isArray(value) ? value.map(String) : undefined
}

const noList = (name: string): string => `the metadata has no ${name}: add it under metadata of the target file`
