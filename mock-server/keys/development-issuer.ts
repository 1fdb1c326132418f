import type { TrustedIssuer } from '../options.ts'

/** The issuer of assertions that a tenant trusts unless told otherwise. Its private key is published with the source: for development only. */
export const developmentIssuer: TrustedIssuer = {
  issuer: 'https://assertions.example',
  jwks: {
    keys: [
      {
        kty: 'EC',
        crv: 'P-256',
        x: 'qQcXqwGIjL4Fs2ljYYdnmkwgZN0VPZJfYKMVkeL_xeY',
        y: '25LcMrpXgIldPXGhM2nHMwSMMwuYr3DEdea43lko2K0',
        d: 'M27GN6qH-7dZ3AQmippbyMJa8vfyaRTngTI64wtpb6Y',
        kid: 'development-only-assertions',
        alg: 'ES256',
        use: 'sig',
      },
    ],
  },
}
