import { clientCredentials } from '../operations/grants.ts'
import { sentenceOf } from '../operations/pending.ts'
import type { Client } from '../target/target.ts'
import type { Bench } from './bench.ts'
import { type Diagnosis, ill, well } from './diagnosis.ts'

/** Whether a client that may ask for itself gets a token (RFC 6749 section 4.4). */
export async function diagnoseService(
  { target, around }: Pick<Bench, 'target' | 'around'>,
  client: Client,
): Promise<Diagnosis[]> {
  if (!target.has('client_credentials') || !target.allows(client, 'client_credentials')) return []
  const answer = await clientCredentials(around(), { client })
  if (answer.hasToken) return [well(`client ${client.name} gets a token for itself`)]
  const fix = 'compare its grant_types, scope and token_parameters with the server'
  return [ill(`client ${client.name} gets no token for itself: ${sentenceOf(answer)}`, ['clients', client.name], fix)]
}
