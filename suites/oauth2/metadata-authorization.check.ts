import { check } from '../../harness/check.ts'
import type { Client, Context, Target, Walk } from '../../harness/context.ts'
import { security } from '../../harness/law.ts'

export const responseModesHonest = check({
  id: 'metadata.response-modes-honest',
  title: 'Advertised response modes are honoured and unknown ones are refused',
  law: [security('RFC 8414', '2')],
  needs: ['discovery', 'authorization_code'],
  steps: {
    control: 'Complete a code flow',
    listed: 'Complete one with each of query, fragment and form_post that is advertised',
    invented: 'Ask for an invented response mode',
  },
  holds: 'Each answer comes the way that was asked for, and the invented mode is refused with invalid_request',
  defect: 'response-mode-ignored',
  caution:
    'A silent fallback for the invented mode is a warning, and so is fragment refused for a code where a listed response type has it by default. Private modes and JWT modes are not tried.',
  async run({ op, step, law, target, random, notApplicable }) {
    const listed = listOf(target, 'response_modes_supported') ?? notApplicable(noList('response_modes_supported'))
    await step.control(() => op.authorize())
    const walks: { mode: string; walk: Walk }[] = []
    for (const mode of ['query', 'fragment', 'form_post'].filter((each) => listed.includes(each))) {
      walks.push({ mode, walk: await step.listed(() => op.walk({ parameters: { response_mode: mode } })) })
    }
    law.each(walks, ({ mode, walk: { landing, response } }) => {
      const actual = landing.kind === 'code' ? `a code by ${response?.how}` : endOf(landing)
      const held = landing.kind === 'code' && response?.how === mode
      const tolerated = landing.kind === 'code' ? undefined : elsewhere(target, mode)
      law.that(held, { expected: `a code by ${mode}`, actual: `${actual} to response_mode=${mode}`, tolerated })
    })
    const invented = await step.invented(() => op.authorization({ parameters: { response_mode: random(9) } }))
    const tolerated = invented.kind === 'code' ? 'an unknown mode falls back to the usual one' : undefined
    law(invented, { tolerated, about: 'an invented response_mode' }).refuses(
      'invalid_request',
      'unsupported_response_mode',
    )
  },
})

export const pkceMethodsHonest = check({
  id: 'metadata.pkce-methods-honest',
  title: 'The advertised code_challenge methods are the ones the server enforces',
  law: [security('RFC 8414', '2')],
  needs: ['discovery', 'authorization_code'],
  steps: {
    right: 'Complete a flow with each advertised method and redeem the code with the right verifier',
    wrong: 'Complete another one and redeem the code with a wrong verifier',
    control: 'Complete a code flow as usual and redeem the code',
    unlisted: 'Ask for plain where it is not advertised; redeem the code if one is given',
  },
  holds: 'Advertised methods work and refuse a wrong verifier; plain without being advertised is refused',
  defect: 'metadata-pkce-unlisted-plain',
  caution: 'Not judged where the metadata names no method at all: pkce.support-detectable looks at that.',
  async run({ op, step, law, target, random, notApplicable }) {
    const name = 'code_challenge_methods_supported'
    const listed = listOf(target, name) ?? notApplicable(noList(name))
    await step.control(() => op.userTokens())
    for (const method of ['S256', 'plain'].filter((each) => listed.includes(each))) {
      const landing = await step.right(() => op.authorization(pkceBy(method, random)))
      const refused = landing.kind === 'error' && !/^(?:server_error|temporarily_unavailable)$/.test(landing.error)
      law.that(!refused, { expected: `a code by ${method}, which is advertised`, actual: endOf(landing) })
      law(await step.right(async () => op.redeem(await op.authorize(pkceBy(method, random))))).grants()
      const other = await step.wrong(() => op.authorize(pkceBy(method, random)))
      const wrong = await step.wrong(() => op.redeem({ ...other, verifier: random(43) }))
      law(wrong, { about: `a wrong verifier by ${method}` }).refuses('invalid_grant')
    }
    if (listed.includes('plain')) return
    const landing = await step.unlisted(() => op.authorization(pkceBy('plain', random)))
    if (landing.kind !== 'code') return law(landing).refuses('invalid_request')
    const answer = await step.unlisted(() => op.redeem(landing.code))
    law(answer, { about: 'a code asked for by plain' }).refuses('invalid_grant', 'invalid_request')
  },
})

export const scopesHonest = check({
  id: 'metadata.scopes-honest',
  title: 'A scope the metadata lists is a scope the server knows',
  law: [security('RFC 8414', '2')],
  needs: ['discovery', 'authorization_code'],
  steps: {
    control: 'Complete a code flow',
    all: 'Ask for all listed scopes at once',
    each: 'If that is invalid_scope, ask for each of the first twenty, client after client until one is not refused; services that may have it ask for a token',
  },
  holds: 'Every listed value is a scope token, and none is refused with invalid_scope to every client',
  defect: 'metadata-lists-unknown-scope',
  caution:
    'With one client alone a warning: the scope may be denied to it. A page of the server is no refusal of the name. What the target file names as denied_scope is known by its word.',
  async run({ op, step, law, target, notApplicable }) {
    const listed = listOf(target, 'scopes_supported') ?? notApplicable(noList('scopes_supported'))
    await step.control(() => op.authorize())
    const odd = listed.filter((name) => !isToken(name)).join(', ')
    law.that(odd === '', { expected: 'scope tokens (RFC 6749 section 3.3)', actual: `scopes_supported with ${odd}` })
    const all = await step.all(() => op.authorization(asking(target, listed)))
    if (!isInvalidScope(all)) return
    const clients = target.clients.filter((each) => target.allows(each, 'authorization_code')).slice(0, 3)
    const tolerated = clients.length < 2 ? 'only one client was asked, which may not be allowed the scope' : undefined
    for (const name of listed.slice(0, 20)) {
      let known = target.clients.some(({ denied_scope: denied }) => denied === name)
      for (const client of clients) {
        known ||= !isInvalidScope(await step.each(() => op.authorization({ client, ...asking(target, [name]) })))
      }
      // Some scopes are for services only, and no user may be asked for them.
      for (const client of target.clients.filter((each) => isServiceFor(target, each, name))) {
        known ||= (await step.each(() => op.token(client, { grant_type: 'client_credentials', scope: name }))).hasToken
      }
      law.that(known, { expected: 'a scope the server knows', actual: `invalid_scope to ${name}`, tolerated })
    }
  },
})

/** A request for these scopes, with openid where the server has it, because some refuse to do without. */
function asking(target: Target, names: readonly string[]) {
  const scope = [...new Set([...(target.has('openid') ? ['openid'] : []), ...names])].join(' ')
  return { scope, pkce: target.has('pkce') ? 'S256' : 'omit' } as const
}

const isServiceFor = (target: Target, client: Client, scope: string): boolean =>
  target.allows(client, 'client_credentials') && (client.scope?.split(' ') ?? []).includes(scope)

const isInvalidScope = (landing: Walk['landing']): boolean =>
  landing.kind === 'error' && landing.error === 'invalid_scope'

function pkceBy(method: string, random: Context['random']) {
  const verifier = random(43)
  if (method === 'S256') return { pkce: 'S256', verifier } as const
  return { pkce: 'S256', verifier, parameters: { code_challenge: verifier, code_challenge_method: method } } as const
}

const isToken = (name: string): boolean => /^[!#-[\]-~]+$/.test(name)

/** fragment may be listed for the response types that have it by default. */
function elsewhere(target: Target, mode: string): string | undefined {
  const types = listOf(target, 'response_types_supported') ?? []
  const fits = types.some((type) => /\b(?:id_)?token\b/.test(type))
  return mode === 'fragment' && fits ? 'the mode may be listed for other response types' : undefined
}

function endOf(landing: Walk['landing']): string {
  return landing.kind === 'error' ? `error=${landing.error}` : 'a page'
}

function listOf({ metadata }: Target, name: string): readonly string[] | undefined {
  const value = metadata[name]
  return Array.isArray(value) ? value.map(String) : undefined
}

const noList = (name: string): string => `the metadata has no ${name}: add it under metadata of the target file`
