import { check } from '../../harness/check.ts'
import type { Code, Operations, Walk } from '../../harness/context.ts'
import { must, security } from '../../harness/law.ts'

export const present = check({
  id: 'iss.present',
  title: 'The authorization response names the issuer',
  law: [must('RFC 9207', '2')],
  needs: ['authorization_code', 'iss_parameter'],
  steps: { code: 'Complete a code flow' },
  holds: 'The response holds iss exactly once',
  defect: 'iss-missing',
  caution: 'In a JWT response iss stands inside the JWT.',
  async run({ op, step, law, blocked }) {
    const walk = await step.code(() => op.walk())
    if (walk.landing.kind !== 'code') blocked('the flow gave no code')
    law.that(issOf(walk).length === 1, { expected: 'iss once', actual: times(walk) })
  },
})

export const presentInError = check({
  id: 'iss.present-in-error',
  title: 'Error responses name the issuer too',
  law: [must('RFC 9207', '2')],
  needs: ['authorization_code', 'iss_parameter'],
  steps: {
    control: 'Complete a code flow',
    fault: 'Send requests that end with an error: a made-up response_type, a user who says no',
  },
  holds: 'Each error redirect holds iss exactly once',
  defect: 'iss-missing-in-error',
  caution: 'Not applicable when the server answers with pages only.',
  async run({ op, step, law, random, notApplicable }) {
    const like = await step.control(() => op.authorize())
    const walks = await step.fault(() => faulty(op, like, random(10)))
    const errors = walks.filter(({ response }) => response?.parameters.has('error'))
    if (errors.length === 0) notApplicable('the server reports errors on pages of its own only')
    law.each(errors, (walk) => law.that(issOf(walk).length === 1, { expected: 'iss once', actual: times(walk) }))
  },
})

export const equalsIssuer = check({
  id: 'iss.equals-issuer',
  title: 'The iss parameter equals the issuer identifier of the metadata, character by character',
  law: [must('RFC 9207', '2.3'), must('RFC 9207', '2')],
  needs: ['authorization_code', 'discovery'],
  steps: { code: 'Complete a code flow' },
  holds: 'The iss is the same string as issuer in the metadata',
  defect: 'iss-wrong',
  caution: 'Not applicable when the response holds no iss. One that is not announced is judged as well.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const walk = await step.code(() => op.walk())
    if (walk.landing.kind !== 'code') blocked('the flow gave no code')
    const found = issOf(walk)
    if (found.length === 0) notApplicable('the authorization response holds no iss')
    const issuer = target.metadata['issuer'] ?? target.issuer
    law.that(
      found.every((iss) => iss === issuer),
      { expected: `iss=${String(issuer)}`, actual: `iss=${found.join(' and iss=')}` },
    )
  },
})

export const announced = check({
  id: 'iss.announced',
  title: 'A server that sends iss announces it in its metadata',
  law: [must('RFC 9207', '2.3')],
  needs: ['authorization_code', 'discovery'],
  steps: { code: 'Complete a code flow' },
  holds: 'The member authorization_response_iss_parameter_supported is true in the metadata',
  defect: 'iss-not-announced',
  caution:
    'A server that never claimed RFC 9207 breaks no promise, only clients cannot rely on its iss: a warning. Not applicable when no iss is sent.',
  async run({ op, step, law, target, blocked, notApplicable }) {
    const walk = await step.code(() => op.walk())
    if (walk.landing.kind !== 'code') blocked('the flow gave no code')
    if (issOf(walk).length === 0) notApplicable('the authorization response holds no iss')
    const told = target.metadata['authorization_response_iss_parameter_supported']
    law.that(told === true, {
      expected: 'authorization_response_iss_parameter_supported: true',
      actual: told === undefined ? 'no such member' : `the member with the value ${JSON.stringify(told)}`,
      tolerated: 'nothing says that the server claims RFC 9207',
    })
  },
})

export const notForgeableByRequest = check({
  id: 'iss.not-forgeable-by-request',
  title: 'A parameter named iss in the request does not end up in the response',
  law: [security('RFC 9207', '4')],
  needs: ['authorization_code', 'iss_parameter'],
  steps: { control: 'Complete a code flow', forged: 'Complete it again with the iss of another server in the request' },
  holds: 'The response does not hold the foreign value',
  defect: 'iss-echoed-from-request',
  async run({ op, step, law, notApplicable }) {
    const like = await step.control(() => op.authorize())
    const iss = 'https://elsewhere.example'
    const walk = await step.forged(() => op.walk({ like, parameters: { iss } }))
    if (walk.response === undefined) notApplicable('the server declines a request with a parameter iss')
    law.that(!issOf(walk).includes(iss), { expected: 'only the iss of the server', actual: 'the iss of the request' })
  },
})

export const wellFormed = check({
  id: 'iss.well-formed',
  title: 'The iss parameter is an https URL without query and fragment',
  law: [must('RFC 9207', '2')],
  needs: ['authorization_code', 'iss_parameter', 'https'],
  steps: { code: 'Complete a code flow' },
  holds: 'The scheme of iss is https, and there is neither a query nor a fragment',
  defect: 'iss-with-query',
  caution: 'Not applicable when the response holds no iss.',
  async run({ op, step, law, blocked, notApplicable }) {
    const walk = await step.code(() => op.walk())
    if (walk.landing.kind !== 'code') blocked('the flow gave no code')
    const found = issOf(walk)
    if (found.length === 0) notApplicable('the authorization response holds no iss')
    law.each(found, (iss) => {
      const formed = URL.canParse(iss) && new URL(iss).protocol === 'https:' && !/[?#]/.test(iss)
      law.that(formed, { expected: 'an https URL without query and fragment', actual: `iss=${iss}` })
    })
  },
})

function issOf({ response }: Walk): readonly string[] {
  return response?.parameters.getAll('iss') ?? []
}

function times(walk: Walk): string {
  const count = issOf(walk).length
  return count === 0 ? 'no iss' : `iss ${count} times`
}

async function faulty(op: Operations, like: Code, response_type: string): Promise<readonly Walk[]> {
  return [await op.walk({ like, parameters: { response_type } }), await op.walkAnew({ like, consent: 'deny' })]
}
