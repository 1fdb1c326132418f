import type { JsonWebKeySet } from './keyring.ts'

/** Private keys of the default clients that sign assertions, by client_id. Published with the source: for development only. */
export const developmentClientKeys: Readonly<Record<string, JsonWebKeySet>> = {
  'signing-service': {
    keys: [
      {
        kty: 'RSA',
        n: '0o8_w5aUuJOMJeUknvWyYsH0ehMcCbnX9b3OdBcE2o-ZrrnumoQUHclecrfVr_3aUKR2ioQyrIUhnjlRvMDb8gidaudo6kKs1zX0lFjKFkM2sTK9eMYz6yWMBCP3mqc6HPnhYZ2GfbDy-jqac0ADh8WTgeZ1a63UNCxnU8X9-VQA0HvbDmwobQKinMD3xskmLhH9QuV9nQ56QEnaXp8B5REAb1oZV9mMU_vmGJYwyg5RIv3DH6QxML6vSSv1D722pE8052FZJV8AAJPrblVQIF6ZnQX928UeevSmWLQ4Wgoq4kqnTiFS17Fc0h96sx7ZChswHEgekkcPftVkSEJpgw',
        e: 'AQAB',
        d: 'Si32YGEd7vLoRnd2UdwsZtd-2jz-PTzwZN5kLAjqCFfb5C8T7PLIJYBKWm8ChNiRf6SZMI6HTbkvUU9PSQjG0_uN_dod353yx3T2QAcR1wsB6yZ9kt188ARP0iubsSvl8Mxlxx6YgZKD330i6aRtOfl00KhQyMk6P9E-68gOhDYc1BYICgTLOpKLYYasrXyrJ3d0vjJoxcrrTxz_Mluh-WvoVr4w_e4wrzHhFWsUVpc2DG35lIJQwamGuNNYWSqnIbV26wJvNhDo5riu1s8t7XgAtgiXDR65ZVNX6EVZufDD87azgrG_9osmR9VEpTjZPVMbENM1zBY1Xb9Z-zFL1Q',
        p: '7y8q3hECzl4oVRFtBeP4IZVleWEuYzH-HKZaXb5n_IwQR8Jpr3pYbQn4WSEW64F5aTjLfFXuXHJ9FMxozH0aUW8KkdrZFf6E72BdDbmpQfyvNtS34JKC6Me76DzzFvapswfEGV_XMfFwQ73Ynx_LXwfIPJCTjpJjB1MZpvzqaU8',
        q: '4VzlMQkLYVPZUnjTzR3-XYkSednitjRnliHHi5RNkdnux0sIpKxmcZsjCAKRBPHhWsQU-K-T2utY2xYa_9pThAcvr2apLfDby4UU5Ha9u2gGfUmQIrYX190dOF3P_8iRyEBThqiM1hqGvgEjhW9JDImf0CBpVKNNYJoSJkGWx40',
        dp: 'Uw-3PEz-A3qRWRFnIf-MAOWnyqIkANCwpXRjt2BTLlHZqYHrP8QmBx_KPfGOyxQ4fID7sV8KGtKre1iNIE5loFgGfKZacxfjRFnbltOd4suEcW8nt_ZJPdt29uyLorLgNcsBn6o3yiFFUlEQdBoPfx3tvJKcm4tcloOWSfZU1WM',
        dq: 'O0GBwfLu2xiA-_5pMnXAfDeedAumYOJGmmMnZLwJ6V-0ORKxoxrxlM2F2IVUPEidSJBmMz13UwiuxGx7jOqLKxv4ndYQhdPe9xR2-dt-59fiXO8KxxW6DzhEhp2kI01Jh63iSHXpEiLHaw5BmMQ6IOHO85qSF38YyV25h_WW_8E',
        qi: 'V78G9ZCVEnkQGLE98dg6eePJzGMQNGb2Zt7AEPMp-wLayql2hduIr7147enRcELHB4TRFgop9wMvTAhW2fTW_1qSNdsaUOF3GjHP-N5khuyNcUhy9BFoGgeNqiT2OHD8ZvSTG0A3nQcThgv8UqHOgfSp34o9hsRQEGJ-7LBmIKo',
        kid: 'development-only-signing-service',
        alg: 'PS256',
        use: 'sig',
      },
    ],
  },
  'second-signing-service': {
    keys: [
      {
        kty: 'RSA',
        n: 'xIPZRxZJpa9zhVV9akf0qEWl_qQZHQGN4QFRHxXS_hO8Tn2G5JhbbjO2vD2jFnQRwKXSbIVxgrhqI8rT8NkgfLv9NEoz8TFXaDHb50SIaJc4zE5q3uuwy09P-NdPgmSmco0KaM3jv216m5EBzFxSeSx68p2aqH54cPnqd5u4jNGvQb4TMWGYwlAzpOrxZ5XqB8dC-Fy3UiSPbyN1Yby68Ux6u0JKrSxM35cNZAjC64qBqnrWF8V7ORt-aX1QfItPUeegBevKRhLxDEvtQzt_s8HeTG0TtOHkvYYK_s5VFnJvuKouDoqjfJZnTmHq24u76U-hcnoABG8OwOVLXOT3ew',
        e: 'AQAB',
        d: 'PNzfCvK-rYeI_kcreCLABevITPTy6DZmhET9pGSEe_eNzzt2b082pgtzMZrfa2FYbDOPV9f-f29xRBOaD5KXyroIYk0HCFDxUs56XoatvsLzLuesls0lbNpsGNRKhkZ4_KptCmeV_WBBZHQFPA9t5aSekYy5bSz6TXdBpHjAsC_nu3rxXaB6G2pqyVfM3DjMGGLA5hmhDoUYIaXL-FycHfEkbXpclJ47liEp51r2jMzT7vFi236-TP0D4A96t1cL7JPPR6lbFRvuntlPJ9QMGjw4oGImSj4js64wYXYc4RyIpDJBQ5ME0d8amvzBnra25BCvCVwoWk4BL2-fjH5RCQ',
        p: '8q5hyW1OsoZyn-iNGIRVPDCRl--yIR9_KMo0JT3hdiCqR2klJxoqwlpCEULITRzBOW8uo-H-xncybYZm8GedLZLVP9o92IxaB8xRpZXFwGrFPwokDjuQ3eDfcMHvgWMd8GxWfI78XEtjlwA8H64VLKnnfNw3c8wGQAZblLsEbjM',
        q: 'z0zXqH8nyFMt4knu6y6D3hmDz5YeyfuAuOL539szq1jEuoFRf6Hg3bn8TOl5pV2iv5RK_oHPCGf-IWB2c_lJbfleno7kpB8zkFD_vBtswWTk2XhYQuKOINOo1yW9R65ktq68hZCuCZUAVThEUhLkElZcRF6fzrAo2AstfEkzeZk',
        dp: 'JNVY3DSt_CSx4xltyOnU8gTBJFlqJOLd7vf5wClLPh2pGpuX2v56vPLsEiibtDCIF0qLvq3_eGoBCmSa3SQs1Az0NvPN7T8oLwTQ45v-3ryV4YKNhGeADl0iLMAStQWxNpuK6O7e2LdMj0-m0HwglJ3ZF7do5zdxP2h3n_ResMc',
        dq: 'zk3FGjVhnCXbtiaqFXf3WGPAIClgftdDZbzNvJDkPRRcxNfKCeFKbp-XjduVapNjUpH8iIkbR1xnN0RO3mArSb0xA09mEEfVAzz5JXWNqHIGpr7z56yckeLTVzqBwwK1zHDdwXcZHQQijq0uoReXzwAPVyNsm0AJheip3dTj25E',
        qi: 'mzl6j-JapS_mZm_aZsdUbEBtr2Sq4xflFZ9-WDtGht0bNHejCU-iMZvWp9hH7-VwWKKNQQul5xZUDw6i8O3J3dNt_narU9KV1OU6_IcFCEaKS9dWRJAKn3VWAbeQ9qQIxSzRIBvJwARQ7_ohBAPEYUflVpFLVo4zYiLLvKsVTNI',
        kid: 'development-only-second-signing-service',
        alg: 'PS256',
        use: 'sig',
      },
    ],
  },
}

/** What a default client registers: its keys without the private members. */
export function publicClientKeys(clientId: string): JsonWebKeySet {
  const { keys } = developmentClientKeys[clientId] ?? { keys: [] }
  return {
    keys: keys.map(({ kty = 'RSA', n = '', e = '', kid = '', alg = '', use = '' }) => ({ kty, n, e, kid, alg, use })),
  }
}

/** The published private keys behind the registered public ones; undefined for keys of somebody else. */
export function privateClientKeys(registered: unknown): JsonWebKeySet | undefined {
  const text = JSON.stringify(registered) ?? ''
  return Object.values(developmentClientKeys).find(({ keys }) =>
    keys.some(({ n }) => n !== undefined && text.includes(n)),
  )
}
