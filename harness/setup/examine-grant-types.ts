import type { Answer } from '../http/answer.ts'
import { token } from '../operations/grants.ts'
import { randomText } from '../operations/pkce.ts'
import type { Surroundings } from '../operations/surroundings.ts'
import { deviceGrant, grantTypes } from '../target/roles.ts'
import type { Client } from '../target/target.ts'
import { refusesGrantType } from './refused-grant.ts'

/** What is made up for each grant, so that nobody's attempts are counted: the client is refused, or what it brings is. */
const madeUp: Readonly<Record<string, readonly string[]>> = {
  password: ['username', 'password'],
  [deviceGrant]: ['device_code'],
  [grantTypes.assertion]: ['assertion'],
  [grantTypes.exchange]: ['subject_token'],
}

const accessToken = 'urn:ietf:params:oauth:token-type:access_token'

/** The first grant among those declared for a client that the server says the client may not use, with what it answered. */
export async function refusedGrantType(
  around: Surroundings,
  client: Client,
): Promise<{ readonly grant: string; readonly answer: Answer } | undefined> {
  for (const [grant, names] of Object.entries(madeUp)) {
    if (!around.target.allows(client, grant)) continue
    const parameters = Object.fromEntries(names.map((name) => [name, randomText(32)]))
    const typed = grant === grantTypes.exchange ? { subject_token_type: accessToken } : {}
    const answer = await token(around, client, { grant_type: grant, ...parameters, ...typed })
    if (refusesGrantType(answer)) return { grant, answer }
  }
  return undefined
}
