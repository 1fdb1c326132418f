/** Defect → check → why that check is red with a defect that is not its own. Held against the proof matrix. */
export const redElsewhere: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'code-client-unbound': {
    'code.bound-to-public-client': 'the comparison is skipped for every client, the public ones included',
  },
  'code-exchange-broken': {
    'pkce.s256-works': 'a flow with S256 ends in a redemption, and no redemption succeeds',
  },
  'code-reusable': {
    'code.race-single-winner': 'a code that is never spent can be redeemed by all at once',
    'code.single-use-later': 'a code that is never spent works later too',
  },
  'pkce-s256-wrong-encoding': {
    'code.exchange-succeeds': 'flows use S256 where the server offers it, and none can be finished',
  },
  'pkce-unverified': {
    'pkce.bound-to-code': 'any verifier fits any code',
    'pkce.challenge-as-verifier': 'the challenge is a verifier like any other',
  },
  'unknown-code-wrong-error': {
    'code.tampered': 'an altered code is an unknown code, and is refused with the wrong error',
  },
}
