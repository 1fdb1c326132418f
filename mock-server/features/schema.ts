const text = { type: 'string', minLength: 1 } as const
const texts = { type: 'array', items: text } as const
const flag = { type: 'boolean' } as const

function closed<Properties extends object>(properties: Properties) {
  return { type: 'object', additionalProperties: false, properties } as const
}

function flagOr<Properties extends object>(properties: Properties) {
  return { anyOf: [flag, closed(properties)] } as const
}

const resourceServer = {
  ...closed({
    scope: text,
    audience: text,
    accessTokens: { enum: ['opaque', 'jwt'] },
    lifetime: { type: 'integer', minimum: 1 },
  }),
  required: ['scope'],
} as const

/** The JSON Schema of the features of a tenant. */
export const featureSchema = closed({
  par: { enum: ['off', 'optional', 'required'] },
  dpop: flagOr({ nonce: { enum: ['optional', 'required'] } }),
  mtls: flagOr({ ca: text, header: text }),
  jar: { enum: ['optional', 'required'] },
  jarm: flag,
  rar: texts,
  resources: { type: 'object', additionalProperties: resourceServer },
  resourceMetadata: flag,
  ciba: flagOr({
    delivery: { type: 'array', minItems: 1, items: { enum: ['poll', 'ping'] } },
    approval: { enum: ['automatic', 'manual'] },
  }),
  logout: closed({ backchannel: flag, frontchannel: flag }),
  pairwise: flag,
  encryption: flag,
  signedUserinfo: flag,
  responseTypes: texts,
  claimsParameter: flag,
  clientIdMetadata: flag,
  acrValues: texts,
})
