import type { Passing, Returning, Rules } from './gatekeeper.ts'

type Members = Readonly<Record<string, unknown>>

/** Of the JSON object an answer holds; none of any other. */
export const membersOf = ({ body }: Pick<Returning, 'body'>): Members => (body.startsWith('{') ? JSON.parse(body) : {})

export const saying = (returning: Returning, members: object): Returning => ({
  ...returning,
  body: JSON.stringify(members),
})

export const ok = (members: object): Returning => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(members),
})

/** An access token that the server behind the gate never issued. */
export const givenAway = (): Returning => ok({ access_token: 'given-away', token_type: 'Bearer', expires_in: 5 })

/** Says something else in the metadata. */
export function announcing(change: (members: Members) => object): Required<Pick<Rules, 'after'>> {
  return {
    after: (returning, passing) =>
      isMetadata(passing) && returning.status === 200 ? saying(returning, change(membersOf(returning))) : returning,
  }
}

const isMetadata = ({ path }: Passing): boolean => path.includes('/.well-known/')
