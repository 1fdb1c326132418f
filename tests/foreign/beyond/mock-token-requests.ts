import { expect } from 'vitest'
import type { Pairs, RawAnswer } from '../raw-http.ts'
import { seen, send, text } from '../raw-http.ts'
import type { RawServer } from '../raw-server.ts'
import { codeForm, own, token } from '../raw-server.ts'
import type { oauth2MockServerBeyond } from '../truth/beyond.ts'
import type { Deviation } from './deviation.ts'

type Law = (typeof oauth2MockServerBeyond)[number]

const asService = (server: RawServer, ...form: Pairs): Promise<RawAnswer> =>
  token(server, [['grant_type', 'client_credentials'], ...form], own(server.service))

const withCode = async (server: RawServer, code: string): Promise<string> =>
  seen(await token(server, codeForm(server.web, code), own(server.web)))

export const requests: Readonly<Record<Extract<Law, `${'robustness' | 'scope' | 'token'}.${string}`>, Deviation>> = {
  'robustness.authorization-malformed': [
    'sends a code to an address with a broken percent escape behind the registered one',
    async (server) => {
      const uri = `${encodeURIComponent(server.web.redirectUri)}%zz`
      const query = `response_type=code&client_id=web&redirect_uri=${uri}&state=xyz`
      const { status, headers } = await send(`${server.issuer}/authorize?${query}`, { redirect: 'manual' })
      return `${status} ${headers.get('location')?.split('?', 1)[0]}`
    },
    '302 https://web.example/callback%25zz',
  ],
  'robustness.many-parameters': [
    'fails on 5,000 parameters',
    async (server) => {
      const crowd = Array.from({ length: 5_000 }, (_, index) => [`assay${index}`, '1'] as const)
      return seen(await asService(server, ...crowd))
    },
    '500 server_error',
  ],
  'robustness.no-5xx': [
    'fails on a value of 128 KiB in whatever parameter',
    async (server) => seen(await asService(server, ['assay', 'x'.repeat(128 * 1024)])),
    '500 server_error',
  ],
  'robustness.nul-and-control-bytes': [
    'gives a token for codes with characters that no code may hold',
    (server) => Promise.all(['x\0y', 'x\u0007y', 'x\u001By', 'x\ny'].map((code) => withCode(server, code))),
    ['200 token', '200 token', '200 token', '200 token'],
  ],
  'robustness.very-long-values': [
    'fails on a value of 128 KiB',
    async (server) => [
      await withCode(server, 'x'.repeat(128 * 1024)),
      seen(await token(server, [['grant_type', 'x'.repeat(128 * 1024)]], own(server.web))),
    ],
    ['500 server_error', '500 server_error'],
  ],
  'scope.malformed': [
    'grants a scope with a double quote, and one with a backslash',
    async (server) => [
      text(await asService(server, ['scope', 'read as"say']), 'scope'),
      text(await asService(server, ['scope', String.raw`read as\say`]), 'scope'),
    ],
    ['read as"say', String.raw`read as\say`],
  ],
  'scope.unknown-not-granted': [
    'grants a scope made up on the spot',
    async (server) => {
      const answer = await asService(server, ['scope', 'read made-up-on-the-spot'])
      return [text(answer, 'scope'), claims(text(answer, 'access_token'))]
    },
    ['read made-up-on-the-spot', expect.objectContaining({ scope: 'read made-up-on-the-spot' })],
  ],
  'token.empty-parameter-omitted': [
    'repeats an empty scope and says nothing of a missing one',
    async (server) => [
      (await asService(server)).json?.['scope'],
      (await asService(server, ['scope', ''])).json?.['scope'],
    ],
    [undefined, ''],
  ],
}

/** The payload of an access token, whose signature does not matter here. */
function claims(accessToken: string): unknown {
  return JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString())
}
