import { sentenceOf } from '../operations/pending.ts'
import { register } from '../operations/registration.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import type { Bench } from './bench.ts'
import { type Diagnosis, ill, well } from './diagnosis.ts'

/** Whether the registration endpoint takes what the file says of it; the client made for that is taken back (RFC 7592). */
export async function diagnoseRegistration({ target, around }: Bench): Promise<Diagnosis[]> {
  if (target.registration === undefined) return []
  if (typeof target.metadata['registration_endpoint'] !== 'string') {
    const fix = 'add metadata.registration_endpoint, or leave registration out'
    return [ill('no registration endpoint is known', ['registration'], fix)]
  }
  try {
    const { answer, client } = await register(around(), {
      redirect_uris: ['https://client.example/callback'],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    })
    if (client !== undefined) return [well('the registration endpoint registers a client')]
    const text = `the registration endpoint registers no plain client: ${sentenceOf(answer)}`
    return [ill(text, ['registration', 'metadata'], 'add the members it wants to see')]
  } catch (error) {
    if (!(error instanceof NotApplicable || error instanceof Blocked)) throw error
    const fix = 'ask whoever runs the server for a valid one'
    return [ill(error.message, ['registration', 'initial_access_token'], fix)]
  }
}
