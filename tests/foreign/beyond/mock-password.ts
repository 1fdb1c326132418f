import { seen, type Credentials, type Pairs } from '../raw-http.ts'
import type { RawServer } from '../raw-server.ts'
import * as raw from '../raw-server.ts'
import type { oauth2MockServerBeyond } from '../truth/beyond.ts'
import type { Deviation } from './deviation.ts'

type Law = (typeof oauth2MockServerBeyond)[number]

/** What a request of the password grant comes to with these further parameters. */
async function ask(server: RawServer, form: Pairs, credentials: Credentials = raw.own(server.web)): Promise<string> {
  return seen(await raw.token(server, [['grant_type', 'password'], ...form], credentials))
}

const johndoe: Pairs = [['username', 'johndoe']]

export const passwords: Readonly<Record<Extract<Law, `password.${string}`>, Deviation>> = {
  'password.client-authentication-required': [
    'gives a token to a client_id without its secret',
    (server) => ask(server, [...johndoe, ['password', 'any']], { body: [['client_id', 'web']] }),
    '200 token',
  ],
  'password.missing-parameter': [
    'gives a token without password, and without username',
    async (server) => [await ask(server, johndoe), await ask(server, [['password', 'any']])],
    ['200 token', '200 token'],
  ],
  'password.wrong-password-code': [
    'gives a token for any password',
    (server) => ask(server, [...johndoe, ['password', 'one']]),
    '200 token',
  ],
  'password.wrong-password-refused': [
    'gives a token for another password as well',
    (server) => ask(server, [...johndoe, ['password', 'another']]),
    '200 token',
  ],
}
