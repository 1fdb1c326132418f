import { X509Certificate } from 'node:crypto'
import type { Configuration } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { clientCertificate, mtlsOf } from './client-certificate.ts'

type Features = NonNullable<Configuration['features']>

const names: Readonly<Record<string, string>> = {
  tls_client_auth_san_dns: 'DNS',
  tls_client_auth_san_uri: 'URI',
  tls_client_auth_san_ip: 'IP Address',
  tls_client_auth_san_email: 'email',
}

/** How clients may authenticate with a certificate (RFC 8705, section 2). */
export function mtlsMethods(tenant: Tenant): ('tls_client_auth' | 'self_signed_tls_client_auth')[] {
  const mtls = mtlsOf(tenant)
  if (mtls === undefined) return []
  return mtls.ca === undefined ? ['self_signed_tls_client_auth'] : ['tls_client_auth', 'self_signed_tls_client_auth']
}

/** Client authentication and access tokens bound to certificates (RFC 8705). */
export function mtlsFeature(tenant: Tenant): Pick<Features, 'mTLS'> {
  const mtls = mtlsOf(tenant)
  if (mtls === undefined) return {}
  const authorities = split(mtls.ca ?? '').map((pem) => new X509Certificate(pem))
  return {
    mTLS: {
      enabled: true,
      certificateBoundAccessTokens: true,
      selfSignedTlsClientAuth: true,
      tlsClientAuth: authorities.length > 0,
      getCertificate: (ctx) => clientCertificate(tenant, ctx),
      certificateAuthorized(ctx) {
        const certificate = clientCertificate(tenant, ctx)
        return certificate !== undefined && isCurrent(certificate) && authorities.some((ca) => signed(ca, certificate))
      },
      certificateSubjectMatches(ctx, property, expected) {
        const certificate = clientCertificate(tenant, ctx)
        return certificate !== undefined && isSubject(certificate, property, expected)
      },
    },
  }
}

function split(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
}

function signed(ca: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(ca) && certificate.verify(ca.publicKey)
}

function isCurrent({ validFrom, validTo }: X509Certificate): boolean {
  const now = Date.now()
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo)
}

/** Whether a certificate is about whom a client is registered as (RFC 8705, section 2.1.2). */
function isSubject(certificate: X509Certificate, property: string, expected: string): boolean {
  if (property === 'tls_client_auth_subject_dn') return distinguished(certificate) === plain(expected)
  const name = `${names[property]}:${expected}`
  return (certificate.subjectAltName ?? '').split(', ').includes(name)
}

// RFC 4514, section 2.1 writes the last part of a name first; node:crypto has one part in a line, the first one first.
function distinguished({ subject }: X509Certificate): string {
  return plain(subject.split('\n').toReversed().join(','))
}

function plain(name: string): string {
  return name.replaceAll(/\s*,\s*/g, ',').trim()
}
