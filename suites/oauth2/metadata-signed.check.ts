import { check } from '../../harness/check.ts'
import type { Answer, Context, Target } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const signedMetadata = check({
  id: 'metadata.signed-metadata',
  title: 'The signed metadata has an issuer and a good signature, and agrees with the plain members',
  law: [must('RFC 8414', '2.1')],
  needs: ['discovery'],
  steps: {
    documents: 'GET the metadata at the locations of RFC 8414 and of OpenID discovery',
    keys: 'GET the published keys',
  },
  holds:
    'The signed_metadata is a signed JWT with iss and without itself, and its claims say what the plain members say',
  defect: 'signed-metadata-alg-none',
  caution:
    'Signed values come first by definition, so a member that differs is a warning, but for issuer. The signature is judged where iss is the server itself, and a key that is not published is a warning: nothing says where it is.',
  async run({ op, step, law, target, notApplicable, note }) {
    const found = await step.documents(() => signedDocuments(op))
    if (found.length === 0) notApplicable('the metadata has no signed_metadata')
    const keys = await step.keys(() => keysOf(op, target))
    for (const document of found) {
      const jwt = String(document['signed_metadata'])
      const claims = op.claims(jwt)
      law.that(claims !== undefined, { expected: 'a signed JWT', actual: 'another value in signed_metadata' })
      const algorithm = String(op.joseHeader(jwt)?.['alg'])
      law.that(!/^none$/i.test(algorithm), { expected: 'a signature', actual: `alg ${algorithm}` })
      law.that(typeof claims?.['iss'] === 'string', { expected: 'an iss claim', actual: 'none' })
      law.that(claims?.['signed_metadata'] === undefined, { expected: 'no signed_metadata in it', actual: 'one' })
      const own = claims?.['iss'] === document['issuer']
      const state = own ? await op.signature(jwt, keys) : 'unjudged'
      if (state === 'unjudged') note('the signature was not judged: its key is not one of this server')
      else
        law.that(state === 'verified', { expected: 'a good signature', actual: state, tolerated: unpublished[state] })
      law.each(differing(claims ?? {}, document), (name) => agrees(law, name))
    }
  },
})

type Members = NonNullable<Answer['json']>

const unpublished: Readonly<Record<string, string>> = { 'unknown key': 'the key may be published elsewhere' }

async function signedDocuments(op: Context['op']): Promise<readonly Members[]> {
  const answers = [await op.metadata('oauth-authorization-server'), await op.metadata('openid-configuration')]
  return answers.flatMap(({ status, json }) =>
    status === 200 && json?.['signed_metadata'] !== undefined ? [json] : [],
  )
}

async function keysOf(op: Context['op'], target: Target): Promise<readonly Members[]> {
  if (!target.has('jwks')) return []
  const { status, json } = await op.request(target.endpoint('jwks'), { headers: { accept: 'application/json' } })
  const keys: unknown = status === 200 ? json?.['keys'] : undefined
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : []
}

function differing(claims: Members, document: Members): readonly string[] {
  const shared = Object.keys(claims).filter((name) => name !== 'signed_metadata' && document[name] !== undefined)
  return shared.filter((name) => canonical(claims[name]) !== canonical(document[name]))
}

function agrees(law: Context['law'], name: string): void {
  const tolerated = name === 'issuer' ? undefined : 'signed values come before plain ones'
  law.that(false, { expected: `the same ${name} signed and plain`, actual: 'two values', tolerated })
}

function canonical(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.map((each) => canonical(each)).toSorted() : value)
}
