import type { JsonWebKeySet } from './keyring.ts'

/** The signing keys every tenant shares unless it asks for fresh ones. Published with the source: for development only, never for a real issuer. */
export const developmentKeys: JsonWebKeySet = {
  keys: [
    {
      kty: 'RSA',
      n: 'zeiXfzP-oQJoE14oaHuh8cixeqtnod4tfCPsUAtsaiNLur94K3V6mk8-Z-_e27Z7xazBDH_mPWEeUqlYzGENCgAYRYK66WCE2rYK2y8l99QwTytwg240RbGIJMjHtMexbUMlXyxp90HJS4PKPXT9Z0BgDLPkwRQbrdu4SXJRmFnqv5V9DHxmTkbj16YjGB2jZsw05WhZEXsjcNkyJnphYg4EfR1O5n0GqVaw6O8AC7ef0oooJ9_V7q6WhI9ERNpksQCU_mpUHxSAwUzGjWddLdRydsBpGZHH9957Dcp-csHn09sXvSiK-zS6AGGshmDHnGLuIEDtrRzDMksgDXDjzQ',
      e: 'AQAB',
      d: 'AQHIr-IQtjfdS27z8qLcJWMOXyO0c4mzHj7Muo17v78hcS3biBbgfR2zF-4H4Hoxe8N_BDEh7p3peI0Edqdo2WortDdR8685pxopzm2aGW6rt89mEvZ4gfi-yjNDKsKpPvgLmD4O3JsxQVHJLOjEDnu1nIpKrZkME5sV-SH6fSy9JePrmnrh0RYCEmuZYWJKkQ4k7gRexjFWUDXZ0DkIW2Ssf-5yTRmLLIg0Qimj8nO6fF-EJbhY01VlcKpEQr9zjIYxNju44QsyalUap4K-HLRUKc5_6baCEFS121Kt-T5Ih_ngBRLm04F3oxSzQKC7_diTqJQp2xox_fRiiPQaDw',
      p: '8rVM6q2vKCncNDQtQw8OYg15eWZ9JSJSC1_kcsD_wOYnvNXje73BTOlEtIgdGXwPBQ-x_zTjL4jQtgKu3MQ-SoRq8JpLl3Z0dtaxvgKRxmSK1wrKOUcRRn1zKII6t0rxRWBn2ya7oq7Nqp1YuppQWIpignfPKzO246JWKw-KrNM',
      q: '2S9e8Roe4La6b2VuponrwBLdU-20p7P2xI8HGZi43aXPM5mwpzDYQxM84uyuqvrzVmL-FZcijeRKsCJCtcS70LVgvGnDlueqdIa-_N5i3rdc4gDMee-4MofHba0UiIPdmEJm2_q7Q9Ra9vyGe3HdniHsDHt1AcM93D9hmHczSN8',
      dp: 'oQiv1wmULMbRZwWzfknQFjiwf18D646A9zERpx3s0zUh6oXToHd_eKNRRaMGA7GvWYFXbWfO0Owq5oiTMsE2P0Tqm2cUfpNGpM7AMb0MsaBmClYLZMOFb8qujJMTmCeuO4TCg8KIPmFS7j_l7jGS25w9zijmGNkAILrGB14Reac',
      dq: 'HbdMj0KarPZzheBkBmdimVI7dEtW54dJIVXMi-UIjlMsiYvizs1xGaRdNVNbBsv1VYGP8FZQhQeSbI0TgZlcdU8L4Fu8Rj6GZRE2upSXBJAkJkwjrh9tnYRUdh4zbAZW4IldV4Xz73DzzU15_RP0VbmgeYi-1rHnGeaWLO1KWBM',
      qi: 'z1_YJh-Z8DBaxKmBQjpvsIUTK3DKvOKEKKStTLOsauT25YTNkXMlyCK234rXyx2ruD6Bbw-asHc8k5f9y1xmsBJTbeBKKnkSbrJQEGglgBAwoqtrzoBfsTaD2ZDRjGqJWkQuPENmEk6TppPVYSucmrvdwWBXU7OKBPUjUFBjnMg',
      kid: 'development-only-rs256',
      alg: 'RS256',
      use: 'sig',
    },
    {
      kty: 'EC',
      x: 'mu3SPXHVh_jSnP6BzQmRCxFBXFOAaLA2xnhoYCzHa2U',
      y: '0FYfs7JzN9yA9KOk1ZxZqUv549Hw1Ezcy-EvINktMhk',
      crv: 'P-256',
      d: 'r_yiw-t2vclpxYlX91hdKWIIQgIGPCc59zgvh2N2LB8',
      kid: 'development-only-es256',
      alg: 'ES256',
      use: 'sig',
    },
  ],
}
