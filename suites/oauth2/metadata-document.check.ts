import { check } from '../../harness/check.ts'
import type { Answer, Context } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

const oauth = 'oauth-authorization-server'
const openid = 'openid-configuration'

export const location = check({
  id: 'metadata.location',
  title: 'The metadata document is served at the well-known location formed from the issuer',
  law: [must('RFC 8414', '3')],
  needs: ['discovery'],
  steps: {
    oauth: 'GET /.well-known/oauth-authorization-server, put between the host and the path of the issuer',
    openid: 'If nothing is there, GET /.well-known/openid-configuration behind the issuer',
  },
  holds: 'The location answers 200 with a JSON object',
  defect: 'metadata-location-404',
  caution: 'A server with OpenID discovery alone has not promised this document: a warning.',
  async run({ op, step, law }) {
    const answer = await step.oauth(() => op.metadata(oauth))
    if (documentIn(answer) !== undefined) return
    const other = documentIn(await step.openid(() => openidDocument(op)))
    const tolerated = other && 'OpenID discovery is offered, and nothing promises RFC 8414'
    law(answer, { tolerated }).status(200)
    law.that(false, { expected: '200 with a JSON object', actual: answer.describe(), tolerated })
  },
})

export const httpResponse = check({
  id: 'metadata.http-response',
  title: 'The metadata document is a 200 answer of type application/json holding one JSON object',
  law: [must('RFC 8414', '3.2')],
  needs: ['discovery'],
  steps: {
    document: 'GET the well-known location of RFC 8414 without any special header',
    openid: 'If what comes is no metadata, GET the OpenID location',
  },
  holds: 'The status is 200, the media type application/json, the body one JSON object',
  defect: 'metadata-wrong-content-type',
  caution:
    'Not judged where the location holds something else and the server offers OpenID discovery alone. A redirect within the origin is a warning.',
  async run({ op, step, law, notApplicable }) {
    const answer = await step.document(() => op.metadata(oauth))
    const other = documentIn(answer) ?? documentIn(await step.openid(() => openidDocument(op)))
    const alien = answer.status !== 200 || answer.mediaType !== 'application/json'
    if (alien && documentIn(answer) === undefined && other !== undefined) notApplicable(noDocument)
    const tolerated = staysHome(answer) ? 'the redirect stays within the origin' : undefined
    law(answer, { tolerated }).status(200)
    law.that(answer.mediaType === 'application/json', {
      expected: '200 with application/json',
      actual: answer.describe(),
    })
    law.that(answer.json !== undefined, { expected: 'a JSON object', actual: 'a body that is no JSON object' })
  },
})

export const issuerIdentical = check({
  id: 'metadata.issuer-identical',
  title: 'The issuer in the document is exactly the issuer its location was built from',
  law: [must('RFC 8414', '3.3')],
  needs: ['discovery'],
  steps: {
    document: 'GET the document and compare its issuer with the one of the target file, byte for byte',
    used: 'Where they differ, see which of the two an authorization response names',
  },
  holds: 'The two are identical',
  defect: 'metadata-issuer-trailing-slash',
  caution:
    'A proxy whose forwarded host is not trusted is the commonest cause. A slash at the end that the server uses everywhere is a warning, as is localhost in place of 127.0.0.1: the target file may have it wrong.',
  async run({ op, step, law, target, notApplicable }) {
    const document = documentIn(await step.document(() => op.metadata(oauth))) ?? notApplicable(noDocument)
    const issuer = String(document['issuer'])
    if (issuer === target.issuer) return
    const near = withoutSlash(issuer) === withoutSlash(target.issuer)
    const response = near && target.has('authorization_code') ? (await step.used(() => op.walk())).response : undefined
    law.that(false, {
      expected: `issuer ${target.issuer}, as in the target file`,
      actual: `issuer ${issuer}`,
      tolerated:
        response?.parameters.get('iss') === issuer
          ? 'the server uses this spelling itself: correct the issuer of the target file'
          : isSameMachine(document, target.issuer)
            ? 'both are names of this machine: write the issuer of the target file as the server does'
            : undefined,
    })
  },
})

const withoutSlash = (issuer: string): string => issuer.replace(/\/$/, '')

/** Whether a server names itself by the other name of the machine a developer sits at, everywhere. */
function isSameMachine(document: Document, own: string): boolean {
  const issuer = String(document['issuer'])
  if (!URL.canParse(issuer) || !URL.canParse(own)) return false
  const [said, known] = [new URL(issuer), new URL(own)]
  const swapped = issuer.replace(said.hostname, known.hostname)
  if (!isLoopback(said) || !isLoopback(known) || said.host === known.host || swapped !== own) return false
  const endpoints = Object.entries(document).filter(([name]) => name.endsWith('_endpoint') || name === 'jwks_uri')
  return endpoints.every(([, place]) => String(place).startsWith(said.origin))
}

type Document = NonNullable<Answer['json']>

export const issuerForm = check({
  id: 'metadata.issuer-form',
  title: 'The issuer is an https URL with no query and no fragment',
  law: [must('RFC 8414', '2')],
  needs: ['discovery'],
  steps: { document: 'GET the document and parse its issuer' },
  holds: 'The scheme is https, and there is neither a query nor a fragment',
  defect: 'metadata-issuer-with-query',
  caution: 'On a loopback host http is accepted, with a note: it is a development server.',
  async run({ op, step, law, note, notApplicable }) {
    const document = documentIn(await step.document(() => op.metadata(oauth))) ?? notApplicable(noDocument)
    const issuer = String(document['issuer'])
    const url = URL.canParse(issuer) ? new URL(issuer) : undefined
    const local = url?.protocol === 'http:' && isLoopback(url)
    law.that((url?.protocol === 'https:' || local) && !/[?#]/.test(issuer), {
      expected: 'an https URL without query and fragment',
      actual: `issuer ${issuer}`,
    })
    if (local) note('http is accepted because the issuer is on a loopback host')
  },
})

export const requiredMembers = check({
  id: 'metadata.required-members',
  title: 'The members a client cannot do without are in the metadata',
  law: [must('RFC 8414', '2')],
  needs: ['discovery'],
  steps: { document: 'GET the document and look for its required members' },
  holds:
    'The document has issuer and response_types_supported, authorization_endpoint if a grant type uses it, and token_endpoint unless implicit is all there is',
  defect: 'metadata-no-response-types',
  caution: 'A server without a user grant often leaves response_types_supported out: a warning.',
  async run({ op, step, law, notApplicable }) {
    const document = documentIn(await step.document(() => op.metadata(oauth))) ?? notApplicable(noDocument)
    const listed = document['grant_types_supported']
    const grants: readonly unknown[] = Array.isArray(listed) ? listed : ['authorization_code', 'implicit']
    const redirects = ['authorization_code', 'implicit'].some((grant) => grants.includes(grant))
    const tokens = grants.some((grant) => grant !== 'implicit')
    const required = [
      { name: 'issuer' },
      { name: 'response_types_supported', ...(redirects ? {} : { tolerated: 'no grant type of the server uses it' }) },
      ...(redirects ? [{ name: 'authorization_endpoint' }] : []),
      ...(tokens ? [{ name: 'token_endpoint' }] : []),
    ]
    law.each(required, ({ name, ...weighing }) => {
      law.that(document[name] !== undefined, { expected: name, actual: `no ${name} in the document`, ...weighing })
    })
  },
})

export const pathInsertion = check({
  id: 'metadata.path-insertion',
  title: 'For an issuer with a path, the well-known string is inserted before the path, not appended after it',
  law: [must('RFC 8414', '3.1')],
  needs: ['discovery'],
  steps: {
    inserted: 'GET the document with /.well-known/oauth-authorization-server between the host and the path',
    appended: 'If nothing is there, GET it with the same string behind the path',
  },
  holds: 'The first location answers 200 with the issuer',
  defect: 'metadata-appended-only',
  caution:
    'Not applicable to an issuer without a path. What neither location serves is the matter of metadata.location.',
  async run({ op, step, law, target, notApplicable }) {
    const path = new URL(target.issuer).pathname
    if (path === '/') notApplicable('the issuer has no path')
    const answer = await step.inserted(() => op.metadata(oauth))
    const issuer = documentIn(answer)?.['issuer']
    if (issuer === target.issuer) return
    const appended = `${target.issuer.replace(/\/$/, '')}/.well-known/${oauth}`
    const other = documentIn(await step.appended(() => op.request(appended))) ?? notApplicable(noDocument)
    const place = issuer === undefined ? answer.describe() : `issuer ${String(issuer)}`
    const actual = `${place} before the path, and issuer ${String(other['issuer'])} behind it`
    law.that(issuer === other['issuer'], { expected: 'the same document before the path', actual })
  },
})

const noDocument =
  'the server publishes no metadata at the location of RFC 8414; metadata.location says what that means'

function documentIn(answer: Answer): Answer['json'] {
  return answer.status === 200 ? answer.json : undefined
}

/** What the OpenID location holds, also where it sends on once: many frameworks want a slash at the end. */
async function openidDocument(op: Context['op']): Promise<Answer> {
  const answer = await op.metadata(openid)
  const place = answer.header('location')
  if (answer.status < 300 || answer.status > 399 || place === undefined || !staysHome(answer)) return answer
  return op.request(new URL(place, answer.request.url).href)
}

function staysHome(answer: Answer): boolean {
  const place = answer.header('location')
  if (place === undefined || !URL.canParse(place, answer.request.url)) return false
  return new URL(place, answer.request.url).origin === new URL(answer.request.url).origin
}

function isLoopback({ hostname }: URL): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}
