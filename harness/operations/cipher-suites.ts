import type { WeakSuites } from './transport-moves.ts'

type Names = Readonly<Record<number, string>>

// Codes and names of the TLS registry of IANA.
const weak: Readonly<Record<WeakSuites, Names>> = {
  NULL: {
    0x0001: 'TLS_RSA_WITH_NULL_MD5',
    0x0002: 'TLS_RSA_WITH_NULL_SHA',
    0x003b: 'TLS_RSA_WITH_NULL_SHA256',
    0xc006: 'TLS_ECDHE_ECDSA_WITH_NULL_SHA',
    0xc010: 'TLS_ECDHE_RSA_WITH_NULL_SHA',
  },
  export: {
    0x0003: 'TLS_RSA_EXPORT_WITH_RC4_40_MD5',
    0x0006: 'TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5',
    0x0008: 'TLS_RSA_EXPORT_WITH_DES40_CBC_SHA',
    0x0011: 'TLS_DHE_DSS_EXPORT_WITH_DES40_CBC_SHA',
    0x0014: 'TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA',
  },
  RC4: {
    0x0004: 'TLS_RSA_WITH_RC4_128_MD5',
    0x0005: 'TLS_RSA_WITH_RC4_128_SHA',
    0xc007: 'TLS_ECDHE_ECDSA_WITH_RC4_128_SHA',
    0xc011: 'TLS_ECDHE_RSA_WITH_RC4_128_SHA',
  },
  '3DES': {
    0x000a: 'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
    0x0016: 'TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA',
    0xc008: 'TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA',
    0xc012: 'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
  },
  anonymous: {
    0x0018: 'TLS_DH_anon_WITH_RC4_128_MD5',
    0x001b: 'TLS_DH_anon_WITH_3DES_EDE_CBC_SHA',
    0x0034: 'TLS_DH_anon_WITH_AES_128_CBC_SHA',
    0x003a: 'TLS_DH_anon_WITH_AES_256_CBC_SHA',
    0x006c: 'TLS_DH_anon_WITH_AES_128_CBC_SHA256',
    0x006d: 'TLS_DH_anon_WITH_AES_256_CBC_SHA256',
    0x00a6: 'TLS_DH_anon_WITH_AES_128_GCM_SHA256',
    0x00a7: 'TLS_DH_anon_WITH_AES_256_GCM_SHA384',
    0xc015: 'TLS_ECDH_anon_WITH_NULL_SHA',
    0xc016: 'TLS_ECDH_anon_WITH_RC4_128_SHA',
    0xc017: 'TLS_ECDH_anon_WITH_3DES_EDE_CBC_SHA',
    0xc018: 'TLS_ECDH_anon_WITH_AES_128_CBC_SHA',
    0xc019: 'TLS_ECDH_anon_WITH_AES_256_CBC_SHA',
  },
  'static RSA': {
    0x002f: 'TLS_RSA_WITH_AES_128_CBC_SHA',
    0x0035: 'TLS_RSA_WITH_AES_256_CBC_SHA',
    0x003c: 'TLS_RSA_WITH_AES_128_CBC_SHA256',
    0x003d: 'TLS_RSA_WITH_AES_256_CBC_SHA256',
    0x009c: 'TLS_RSA_WITH_AES_128_GCM_SHA256',
    0x009d: 'TLS_RSA_WITH_AES_256_GCM_SHA384',
    0x0041: 'TLS_RSA_WITH_CAMELLIA_128_CBC_SHA',
    0x0084: 'TLS_RSA_WITH_CAMELLIA_256_CBC_SHA',
    0xc09c: 'TLS_RSA_WITH_AES_128_CCM',
    0xc09d: 'TLS_RSA_WITH_AES_256_CCM',
  },
}

const forwardSecret: Names = {
  0xc009: 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA',
  0xc00a: 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
  0xc013: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
  0xc014: 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
  0x0033: 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA',
  0x0039: 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA',
}

const byCode = (names: Names): ReadonlyMap<number, string> =>
  new Map(Object.entries(names).map(([code, name]) => [Number(code), name]))

/** Suites by their code, of one weak kind. */
export function suitesOf(kind: WeakSuites): ReadonlyMap<number, string> {
  return byCode(weak[kind])
}

/** What clients offered in the days of SSL 3.0 to TLS 1.1: a server that has one of these versions has one of these suites. */
export const usualSuites: ReadonlyMap<number, string> = byCode({
  ...forwardSecret,
  ...weak['static RSA'],
  ...weak['3DES'],
  ...weak.RC4,
})
