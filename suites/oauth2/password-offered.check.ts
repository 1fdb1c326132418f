import { check } from '../../harness/check.ts'
import type { Answer, Client, Target } from '../../harness/context.ts'
import { must } from '../../harness/law.ts'

export const disabled = check({
  id: 'password.disabled',
  title: 'The password grant is not offered',
  law: [must('RFC 9700', '2.4')],
  needs: ['token'],
  steps: {
    control: 'Send a valid token request',
    password: "Send grant_type=password with a user's name and password, as each kind of client there is",
    invented: 'Send the same request with an invented grant type',
  },
  holds: 'Each is refused with error=unsupported_grant_type or unauthorized_client, or as the invented grant type is',
  defect: 'password-grant-enabled',
  caution:
    'A token is a warning where the target file declares the grant for a client. So is a refusal of the user rather than of the grant, and password in grant_types_supported. Nothing is said where invalid_request or no error at all leaves it open.',
  async run({ op, step, law, target, random, blocked }) {
    await step.control(() => op.anyGrant().tokens())
    const declared = target.findClient('password') && 'the target file declares the grant as part of the API'
    const user = person(target, random)
    const seen: { answer: Answer; invented: Answer; client: Client }[] = []
    for (const client of oneOfEachKind(target)) {
      const answer = await step.password(() => op.token(client, { ...user, grant_type: 'password' }))
      const invented = await step.invented(() => op.token(client, { ...user, grant_type: `urn:example:${random(12)}` }))
      if (answer.error !== 'invalid_client') seen.push({ answer, invented, client })
    }
    if (seen.length === 0) blocked('no client gets beyond invalid_client with grant_type=password')
    law.each(seen, ({ answer, invented, client }) => {
      if (answer.hasToken) return law(answer, { tolerated: declared, about: `password from ${client.name}` }).refuses()
      if (isOfGrant(answer) || sameRefusal(answer, invented)) return
      if (isVague(answer)) blocked(`${answer.describe()} to password from ${client.name} leaves it open`)
      law(answer, { about: `password from ${client.name}` }).refuses('unsupported_grant_type', 'unauthorized_client')
    })
    const tolerated = declared ?? 'the list is of the whole server, and no client got a token'
    law.that(!listed(target), { expected: 'no password in grant_types_supported', actual: 'password', tolerated })
  },
})

function person({ users }: Target, random: (length: number) => string): Readonly<Record<string, string>> {
  const known = users.find(({ password }) => password !== undefined)
  return { username: known?.username ?? `assay${random(8)}`, password: known?.password ?? random(16) }
}

/** A client declared for the grant, one with a secret and one without, as far as there are any. */
function oneOfEachKind(target: Target): readonly Client[] {
  const roles = ['password', 'confidential', 'public'] as const
  const found = roles.flatMap((role) => target.findClient(role) ?? [])
  return found.length === 0 ? [target.client('any')] : [...new Set(found)]
}

const isOfGrant = ({ error }: Answer): boolean => error === 'unsupported_grant_type' || error === 'unauthorized_client'

/** A server that meets the grant as one nobody ever heard of does not have it, be it by breaking down at both alike. */
function sameRefusal({ status, error, body }: Answer, invented: Answer): boolean {
  if (status !== invented.status || error !== invented.error || status === 429) return false
  return status === 500 || status === 501 ? body === invented.body : status >= 400 && status < 500
}

const isVague = ({ error }: Answer): boolean => error === undefined || error === 'invalid_request'

function listed({ metadata }: Target): boolean {
  const grants = metadata['grant_types_supported']
  return Array.isArray(grants) && grants.includes('password')
}
