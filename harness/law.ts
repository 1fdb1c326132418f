/** How strongly a document binds the server: RFC 2119 words, and SECURITY for good practice without a normative sentence. */
export type Level = 'MUST' | 'SHOULD' | 'MAY' | 'SECURITY'

/** One sentence of one document that a check holds the server to. */
export interface Law {
  readonly document: SpecName
  readonly section: string
  readonly level: Level
}

const rfc = (number: number): string => `https://www.rfc-editor.org/rfc/rfc${number}`

/** Every document a law may cite, with the address its sections are appended to. */
export const specifications = {
  'RFC 6749': { title: 'The OAuth 2.0 Authorization Framework', url: rfc(6749), anchor: 'section-' },
  'RFC 6750': { title: 'Bearer Token Usage', url: rfc(6750), anchor: 'section-' },
  'RFC 6265': { title: 'HTTP State Management Mechanism', url: rfc(6265), anchor: 'section-' },
  'RFC 6797': { title: 'HTTP Strict Transport Security', url: rfc(6797), anchor: 'section-' },
  'RFC 7009': { title: 'Token Revocation', url: rfc(7009), anchor: 'section-' },
  'RFC 7521': { title: 'Assertion Framework for Client Authentication and Grants', url: rfc(7521), anchor: 'section-' },
  'RFC 7523': { title: 'JWT Profile for Client Authentication and Grants', url: rfc(7523), anchor: 'section-' },
  'RFC 7636': { title: 'Proof Key for Code Exchange', url: rfc(7636), anchor: 'section-' },
  'RFC 7662': { title: 'Token Introspection', url: rfc(7662), anchor: 'section-' },
  'RFC 8252': { title: 'OAuth 2.0 for Native Apps', url: rfc(8252), anchor: 'section-' },
  'RFC 8414': { title: 'Authorization Server Metadata', url: rfc(8414), anchor: 'section-' },
  'RFC 8628': { title: 'Device Authorization Grant', url: rfc(8628), anchor: 'section-' },
  'RFC 8693': { title: 'Token Exchange', url: rfc(8693), anchor: 'section-' },
  'RFC 8725': { title: 'JSON Web Token Best Current Practices', url: rfc(8725), anchor: 'section-' },
  'RFC 9101': { title: 'JWT-Secured Authorization Request', url: rfc(9101), anchor: 'section-' },
  'RFC 9110': { title: 'HTTP Semantics', url: rfc(9110), anchor: 'section-' },
  'RFC 9126': { title: 'Pushed Authorization Requests', url: rfc(9126), anchor: 'section-' },
  'RFC 9207': { title: 'Authorization Server Issuer Identification', url: rfc(9207), anchor: 'section-' },
  'RFC 9325': { title: 'Recommendations for Secure Use of TLS and DTLS', url: rfc(9325), anchor: 'section-' },
  'RFC 9700': { title: 'Best Current Practice for OAuth 2.0 Security', url: rfc(9700), anchor: 'section-' },
  'RFC 9701': { title: 'JWT Response for OAuth Token Introspection', url: rfc(9701), anchor: 'section-' },
  'OAuth 2.1 draft': {
    title: 'The OAuth 2.1 Authorization Framework (draft)',
    url: 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1',
    anchor: 'section-',
  },
  'RFC 7523bis draft': {
    title: 'Updates to Audience Values for OAuth 2.0 Authorization Servers (draft)',
    url: 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-rfc7523bis',
    anchor: 'section-',
  },
  'OIDC Core 1.0': {
    title: 'OpenID Connect Core 1.0',
    url: 'https://openid.net/specs/openid-connect-core-1_0.html',
    anchor: '',
  },
  'vendor documentation': {
    title: "What the vendor's own documentation promises",
    url: 'https://www.npmjs.com/package/oauth-assay',
    anchor: '',
  },
} as const

export type SpecName = keyof typeof specifications

/** The document that holds what the target file declares as promised: no standard, and in force wherever it is declared. */
export const promises = 'vendor documentation' satisfies SpecName

/** An absolute requirement (MUST, MUST NOT, REQUIRED, SHALL); broken, it is a `fail`. */
export const must = (document: SpecName, section: string): Law => ({ document, section, level: 'MUST' })

/** A recommendation (SHOULD, RECOMMENDED); broken, it is a `warn`. */
export const should = (document: SpecName, section: string): Law => ({ document, section, level: 'SHOULD' })

/** An option (MAY); what is seen is a `note`. */
export const may = (document: SpecName, section: string): Law => ({ document, section, level: 'MAY' })

/** Good practice the document argues for without a normative sentence; broken, it is a `fail` that says so. */
export const security = (document: SpecName, section: string): Law => ({ document, section, level: 'SECURITY' })

/** The address of a law's section. */
export function lawUrl({ document, section }: Pick<Law, 'document' | 'section'>): string {
  const spec = specifications[document]
  if (spec.anchor === '') return spec.url
  return `${spec.url}#${/^[A-Z]/.test(section) ? 'appendix-' : spec.anchor}${section}`
}

/** A law as people cite it: `MUST (RFC 6749 §4.1.2)`, and a promise by its subject: `MUST (vendor documentation, scopes)`. */
export function citeLaw({ document, section, level }: Law): string {
  return `${level} (${document}${document === promises ? ', ' : ' §'}${section})`
}
