import { check } from '../../harness/check.ts'
import type { Answer, Client, Target, Walk } from '../../harness/context.ts'
import { must, should } from '../../harness/law.ts'

export const responseTypeNotAllowedForClient = check({
  id: 'authz.response-type-not-allowed-for-client',
  title: 'A client is refused a response type it is not registered for',
  law: [must('RFC 6749', '4.1.2.1')],
  needs: ['authorization_code'],
  steps: {
    control: 'Complete a code flow with a client whose response types are declared',
    other: 'Ask for a response type that the server supports and the client is not registered for',
  },
  holds: 'Nothing is issued: a redirect with error=unauthorized_client, or an error page',
  defect: 'response-type-not-restricted',
  caution:
    'Another error code is a warning. The target file has to say which response types a client is registered for (response_types).',
  async run({ op, step, law, target, notApplicable }) {
    const found = restricted(target) ?? notApplicable(undeclared)
    const { client, type } = found
    await step.control(() => op.authorize({ client }))
    const scope = type.includes('id_token') ? { scope: ['openid', target.scopes[0] ?? ''].join(' ').trim() } : {}
    const parameters = { response_type: type }
    const pkce = type.split(' ').includes('code') ? 'S256' : 'omit'
    const { landing, response } = await step.other(() => op.walk({ client, ...scope, pkce, parameters }))
    law.that(response === undefined || response.parameters.has('error'), {
      expected: `a refusal of response_type=${type}`,
      actual: 'a redirect to the client without an error',
    })
    law(landing, { about: `response_type=${type}` }).refuses('unauthorized_client')
  },
})

export const consentNamesClientAndScope = check({
  id: 'authz.consent-names-client-and-scope',
  title: 'The consent page says which client asks, or for what',
  law: [should('RFC 6749', '10.2')],
  needs: ['authorization_code'],
  steps: {
    page: 'Walk anew with the scopes a user may grant, and read the page on which the user consents',
    other: 'Where it knows the client by another name, walk as another client and compare what the pages show',
  },
  holds:
    'The client, a word of its address or a word of a scope occurs in what the page shows, or another client is shown otherwise',
  defect: 'consent-anonymous',
  caution:
    'Scopes are often put into prose, and clients have names that the target file does not tell: only a page that has neither and is the same for another client is a warning. First-party clients may skip consent.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const client = target.client('code')
    const scope = target.scopes.slice(0, 2).join(' ') || null
    const walk = await step.page(() => op.walkAnew({ client, scope }))
    const page = consentPage(walk)
    if (page === undefined && walk.lost !== undefined) blocked(walk.lost)
    if (page === undefined) return notApplicable('the walk showed no consent page')
    const shown = textOf(page)
    if (wordsAbout(client, scope ?? '').some((word) => shown.includes(` ${word}`))) return
    const other = target.clients.find((each) => each !== client && target.allows(each, 'authorization_code'))
    if (other === undefined) return notApplicable(nameless)
    const otherPage = consentPage(await step.other(() => op.walkAnew({ client: other, scope })))
    if (otherPage === undefined) return notApplicable(nameless)
    law.that(steady(textOf(otherPage)) !== steady(shown), {
      expected: 'a page that names the client or what it asks for',
      actual: 'neither the client nor a scope',
    })
  },
})

const nameless =
  'the page may name the client as it is registered: add a second client with the authorization_code grant and consent, to compare'

const undeclared =
  'no client is known to lack a response type of the server: add response_types to a client of the target file'

/** A client of the code grant and a supported response type that its declaration leaves out. */
function restricted(target: Target): { client: Client; type: string } | undefined {
  const listed = target.metadata['response_types_supported']
  const supported = Array.isArray(listed) ? listed.map(String) : []
  const clients = [target.client('code'), ...target.clients].filter((each) => target.allows(each, 'authorization_code'))
  for (const client of clients) {
    const own = client.response_types?.map(sorted)
    const type = own?.includes('code') === true ? supported.find((each) => !own.includes(sorted(each))) : undefined
    if (type !== undefined) return { client, type }
  }
  return undefined
}

/** The order of the parts means nothing (OAuth 2.0 Multiple Response Types section 3). */
function sorted(type: string): string {
  return type.split(' ').toSorted().join(' ')
}

function consentPage({ answers, deeds }: Walk): Answer | undefined {
  // What scripts write into a page that came without a form cannot be read in its answer.
  return answers.findLast(({ body }, index) => deeds[index] === 'allowed the consent' && /<form\b/i.test(body))
}

/** What a person reads: titles and buttons too, but neither code nor fields. */
function textOf({ body }: Answer): string {
  const visible = body.replaceAll(/<(script|style)\b.*?<\/\1>|<!--.*?-->/gis, ' ')
  const labels = [...visible.matchAll(/\b(?:alt|title|aria-label)="([^"]*)"/gi)].map(([, label = '']) => label)
  // Scripts that translate a page find the words for it beside the element.
  if (/<script\b/i.test(body)) labels.push(...[...visible.matchAll(translated)].map(([, label = '']) => label))
  return spaced([visible.replaceAll(/<[^>]*>/g, ' '), ...labels].join(' '))
}

/** Without what may differ from visit to visit: times and ids. */
function steady(text: string): string {
  return text.replaceAll(/ \S*\p{N}\S*/gu, '')
}

/** Attributes that scripts read: all but those that hold addresses, values and names. */
const translated =
  /\s(?!(?:value|href|src|action|formaction|content|style|class|id|name|type|for|method|role)=)[a-z][\w-]*="([^"]*)"/gi

/** Names that say nothing about who asks. */
const common = new Set(['app', 'application', 'client', 'www', 'localhost', 'login', 'auth', 'account'])

function wordsAbout({ client_id: id, name, redirect_uris: uris }: Client, scope: string): readonly string[] {
  const hosts = uris.flatMap((uri) => (URL.canParse(uri) ? new URL(uri).hostname.split('.').slice(0, -1) : []))
  const words = [id, name, ...hosts, ...scope.split(/[\s.:/_-]+/)].map((word) => spaced(word).trim())
  return words.filter((word) => word.length > 2 && !common.has(word))
}

/** In lower case, with one space before each word and in the place of everything else. */
function spaced(text: string): string {
  return ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')}`
}
