const elsewhere = {
  'OIDC Core 1.0': { page: 'https://openid.net/specs/openid-connect-core-1_0.html', anchor: 'rfc.section.' },
  'OIDC RP-Initiated Logout 1.0': {
    page: 'https://openid.net/specs/openid-connect-rpinitiated-1_0.html',
    anchor: 'rfc.section.',
  },
  'OAuth 2.0 Multiple Response Types 1.0': {
    page: 'https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html',
    anchor: '',
  },
  'Fetch Standard': { page: 'https://fetch.spec.whatwg.org/', anchor: '' },
} as const

/** A document that explanations cite. */
export type DocumentName = `RFC ${number}` | keyof typeof elsewhere

/** The address of a section. */
export function addressOf(document: DocumentName, section: string): string {
  const known = Object.entries(elsewhere).find(([name]) => name === document)?.[1]
  if (known) return known.anchor === '' ? known.page : `${known.page}#${known.anchor}${section}`
  const anchor = /^[A-Z]/.test(section) ? 'appendix-' : 'section-'
  return `https://www.rfc-editor.org/rfc/rfc${document.slice(4)}#${anchor}${section}`
}
