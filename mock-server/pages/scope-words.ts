interface Meaning {
  readonly words: string
  /** The claims that come with it (OpenID Connect Core, section 5.4). */
  readonly claims?: string
}

const known = new Map<string, Meaning>([
  ['openid', { words: 'Know who you are' }],
  ['profile', { words: 'See your name and profile', claims: 'name, given_name, family_name, picture, locale …' }],
  ['email', { words: 'See your e-mail address', claims: 'email, email_verified' }],
  ['address', { words: 'See your postal address', claims: 'address' }],
  ['phone', { words: 'See your phone number', claims: 'phone_number, phone_number_verified' }],
  ['offline_access', { words: 'Keep access while you are away' }],
  ['read', { words: 'Read your data' }],
  ['write', { words: 'Change your data' }],
])

/** What a scope means, for a person. */
export function meaningOf(scope: string): Meaning {
  return known.get(scope) ?? { words: 'Do what this scope is for' }
}
