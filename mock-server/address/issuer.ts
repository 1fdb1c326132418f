import { Provider, type KoaContextWithOIDC } from '../provider/library.ts'

/** The issuer a request speaks to, of which a tenant has several when it takes it from the request. */
export function issuerOf({ app }: KoaContextWithOIDC): string {
  if (app instanceof Provider) return app.issuer
  throw new Error('Expected a context of oidc-provider, got another. Pass the one the request came with.')
}

/** The path of an issuer without trailing slash, empty when it has none. */
export function mountOf(issuer: string): string {
  return new URL(issuer).pathname.replace(/\/$/, '')
}

/** The issuer of a tenant beside that of the default tenant, whose name is empty. */
export function issuerBeside(issuer: string, tenant: string): string {
  return tenant === '' ? issuer : `${issuer.replace(/\/$/, '')}/t/${tenant}`
}
