import { stringify } from 'yaml'

import type { TargetEntry } from '../target/config/config.ts'
import { isLoopback } from '../target/config/loopback.ts'
import type { Survey } from './survey.ts'

type Parts = Partial<TargetEntry>

/** What stands above a part of the file. */
const comments: readonly (readonly [keyof Parts, string])[] = [
  ['clients', 'Test clients. More of them unlock more checks: npx oauth-assay probe says which.'],
  ['users', 'Who logs in: a test user, never a person.'],
  ['resource', 'A resource that takes the access tokens.'],
  ['scopes', 'Scopes the user may grant; the first is asked for.'],
  ['lifetimes', 'Seconds, as the server has them: checks of expiry wait that long.'],
  ['assertion', 'An issuer that the server trusts, for the JWT bearer grant.'],
  ['token_exchange', 'What the token exchange needs.'],
]

/** The text of a target file with one target; the parts are written as they are, references and all. */
export function targetText({ issuer, metadata, endpoints }: Survey, agreed: boolean, parts: Parts): string {
  const near = isLoopback(issuer)
  const lines = [
    '# yaml-language-server: $schema=./node_modules/oauth-assay/schema/config.schema.json',
    '# Written by npx oauth-assay init. Next: npx oauth-assay doctor, then probe, then run.',
    'profile: oauth2 # oauth-2.1 holds the server to the draft of OAuth 2.1 too',
    'targets:',
    `  - issuer: ${stringify(issuer.replaceAll('$', '$$$$'), { lineWidth: 0 }).trimEnd()}`,
    ...(near
      ? []
      : [
          `    confirm: ${String(agreed)} # true: you may test this server; a run replays, forges and refuses on purpose`,
        ]),
    ...(metadata === undefined ? byHand(issuer, endpoints) : []),
    ...comments.flatMap(([key, comment]) =>
      parts[key] === undefined ? [] : [`    # ${comment}`, block({ [key]: parts[key] })],
    ),
    ...(parts.lifetimes === undefined
      ? [
          '    # Checks of expiry wait that long: give the test clients short lifetimes, and say here what they are.',
          '    # lifetimes: { code: 60, access_token: 60, refresh_token: 90 }',
        ]
      : []),
  ]
  return `${lines.join('\n')}\n`
}

function byHand(issuer: string, found: Survey['endpoints']): string[] {
  const members = found ?? { authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` }
  return [
    '    discovery: false # no metadata document was found',
    found === undefined
      ? '    metadata: # fill in: the addresses of your server'
      : '    metadata: # found among the usual places: look at each; add what else your server has',
    ...Object.entries(members).map(([member, place]) => `      ${member}: ${place}`),
    '      # code_challenge_methods_supported: [S256] # where the server does PKCE; one that does not would break its laws',
  ]
}

function block(value: object): string {
  const lines = stringify(value, { lineWidth: 0 }).trimEnd().split('\n')
  return lines.map((line) => `    ${line}`).join('\n')
}
