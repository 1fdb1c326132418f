import { createHash, X509Certificate } from 'node:crypto'
import { TLSSocket } from 'node:tls'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import type { MtlsOptions } from './options.ts'

/** The mutual TLS of a tenant; undefined when it is off. */
export function mtlsOf({ settings }: Tenant): MtlsOptions | undefined {
  const { mtls } = settings.features
  return mtls === true ? {} : mtls || undefined
}

/** The certificate a client sent: of its connection or, where a proxy is configured, in the proxy's header. */
export function clientCertificate(tenant: Tenant, ctx: KoaContextWithOIDC): X509Certificate | undefined {
  const mtls = mtlsOf(tenant)
  if (mtls === undefined) return undefined
  if (mtls.header !== undefined) return forwarded(ctx.get(mtls.header))
  const { socket } = ctx.req
  return socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined
}

/** The hash of a certificate as tokens carry it (RFC 8705, section 3.1). */
export function thumbprint({ raw }: X509Certificate): string {
  return createHash('sha256').update(raw).digest('base64url')
}

function forwarded(value: string): X509Certificate | undefined {
  if (value === '') return undefined
  try {
    // RFC 9440, section 2.1 puts the bytes between colons; proxies of older times send URL-encoded PEM.
    const bytes = /^:([A-Za-z0-9+/=]+):$/.exec(value)?.[1]
    return new X509Certificate(bytes === undefined ? decodeURIComponent(value) : Buffer.from(bytes, 'base64'))
  } catch {
    return undefined
  }
}
