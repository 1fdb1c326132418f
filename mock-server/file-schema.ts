import { featureSchema } from './features/schema.ts'
import { signingAlgorithms } from './keys/algorithms.ts'
import { endpoints, paths } from './wire/endpoints.ts'

const text = { type: 'string', minLength: 1 } as const
const texts = { type: 'array', items: text } as const
const seconds = { type: 'integer', minimum: 1 } as const

const lifetimes = [
  'code',
  'device_code',
  'access_token',
  'refresh_token',
  'client_credentials',
  'id_token',
  'session',
  'interaction',
  'grant',
]

const user = {
  type: 'object',
  required: ['username', 'password'],
  additionalProperties: false,
  properties: { username: text, password: text, sub: text, claims: { type: 'object' } },
} as const

// Client metadata is open (RFC 7591, section 2): oidc-provider checks the rest, and slips are found by their likeness.
const client = {
  type: 'object',
  required: ['client_id'],
  properties: {
    client_id: text,
    client_secret: text,
    client_name: text,
    application_type: { enum: ['web', 'native'] },
    token_endpoint_auth_method: {
      enum: [
        'client_secret_basic',
        'client_secret_post',
        'client_secret_jwt',
        'private_key_jwt',
        'tls_client_auth',
        'self_signed_tls_client_auth',
        'none',
      ],
    },
    grant_types: texts,
    redirect_uris: texts,
    scope: text,
    resource: text,
  },
} as const

const names = { anyOf: [text, texts] } as const

const selector = {
  type: 'object',
  additionalProperties: false,
  properties: { endpoint: names, grant: names, client: names, user: names, scope: names },
} as const

const claimRule = {
  type: 'object',
  additionalProperties: false,
  properties: {
    when: selector,
    access_token: { type: 'object' },
    id_token: { type: 'object' },
    userinfo: { type: 'object' },
  },
} as const

const keySet = { type: 'object', required: ['keys'], properties: { keys: { type: 'array', minItems: 1 } } } as const

const api = {
  type: 'object',
  required: ['path'],
  additionalProperties: false,
  properties: {
    path: { type: 'string', pattern: '^/' },
    read: text,
    write: text,
    audience: text,
    answer: { type: ['object', 'array'] },
    needsUser: { type: 'boolean' },
    person: text,
  },
} as const

const endpointNames = { anyOf: [{ enum: endpoints }, { type: 'array', items: { enum: endpoints } }] } as const

const shape = {
  type: 'object',
  required: ['endpoint'],
  additionalProperties: false,
  properties: {
    endpoint: endpointNames,
    error: names,
    grant: names,
    status: { type: 'integer', minimum: 200, maximum: 599 },
    members: { type: 'object' },
    headers: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
    body: { enum: ['json', 'form', 'form-unless-json-is-asked'] },
  },
} as const

const form = { type: 'string', pattern: '^[^*]*[*][^*]*$' } as const

const tls = {
  anyOf: [
    { enum: ['development'] },
    { type: 'object', required: ['hosts'], additionalProperties: false, properties: { hosts: texts } },
    {
      type: 'object',
      required: ['cert', 'key'],
      additionalProperties: false,
      properties: { cert: text, key: text },
    },
    {
      type: 'object',
      required: ['certFile', 'keyFile'],
      additionalProperties: false,
      properties: { certFile: text, keyFile: text },
    },
  ],
} as const

const tenant = {
  type: 'object',
  additionalProperties: false,
  properties: {
    dialect: text,
    clients: { type: 'array', items: client },
    users: { type: 'array', items: user },
    scopes: texts,
    defaultScope: text,
    scopeClaims: { type: 'object', additionalProperties: texts },
    idTokenClaims: { enum: ['userinfo-only', 'always'] },
    claims: { type: 'array', items: claimRule },
    lifetimes: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(lifetimes.map((name) => [name, seconds])),
    },
    clock: {
      type: 'object',
      additionalProperties: false,
      properties: { at: text, offset: { type: 'number' }, frozen: { type: 'boolean' } },
    },
    rotation: { enum: [true, false, 'public-only'] },
    rotationGrace: { type: 'integer', minimum: 0 },
    pkce: { enum: ['required', 'required-for-public', 'optional', 'unknown'] },
    pkceMethods: { type: 'array', items: { enum: ['S256', 'plain'] }, contains: { const: 'S256' } },
    accessTokens: { enum: ['opaque', 'jwt'] },
    secretGuesses: { type: 'integer', minimum: 1 },
    registration: {
      anyOf: [
        { enum: ['off', 'open'] },
        { type: 'object', required: ['token'], additionalProperties: false, properties: { token: text } },
      ],
    },
    features: featureSchema,
    signedMetadata: { type: 'boolean' },
    encryptedIntrospection: { type: 'boolean' },
    unannounced: texts,
    login: { enum: ['password', 'picker', 'automatic'] },
    consent: { enum: ['page', 'automatic'] },
    anyUser: { type: 'boolean' },
    logins: { type: 'array', items: { anyOf: [text, { type: 'object' }] } },
    returnTo: { type: 'boolean' },
    outage: { type: 'boolean' },
    device: { type: 'object', required: ['interval'], additionalProperties: false, properties: { interval: seconds } },
    passwordAttempts: { type: 'integer', minimum: 1 },
    // What a rule may say is checked where rules are taken in, whichever way they come.
    answers: { type: 'array', items: { type: 'object' } },
    defects: texts,
    resource: {
      type: 'object',
      required: ['read', 'write'],
      additionalProperties: false,
      properties: { read: text, write: text },
    },
    apis: { type: 'array', items: api },
    audiences: texts,
    bearerTransports: { type: 'array', items: { enum: ['body', 'query'] } },
    keys: { anyOf: [{ enum: ['development', 'fresh'] }, keySet] },
    signing: {
      type: 'object',
      additionalProperties: false,
      properties: { accessToken: { enum: signingAlgorithms }, idToken: { enum: signingAlgorithms } },
    },
    accessTokenType: { enum: ['at+jwt', 'JWT'] },
    tokenForms: {
      type: 'object',
      additionalProperties: false,
      properties: { code: form, refresh_token: form, access_token: form },
    },
    clientCredentialsRefresh: { type: 'boolean' },
    redirectUriAtToken: { enum: ['required', 'optional'] },
    shapes: { type: 'array', items: shape },
    assertionAudience: { enum: ['issuer', 'issuer-or-token-endpoint'] },
    bodies: { type: 'array', minItems: 1, items: { enum: ['form', 'json'] } },
    trustedIssuers: {
      type: 'array',
      items: {
        type: 'object',
        required: ['issuer', 'jwks'],
        additionalProperties: false,
        properties: { issuer: text, jwks: keySet },
      },
    },
    cors: { anyOf: [{ enum: ['redirect-origins', 'any'] }, texts] },
    paths: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(Object.keys(paths).map((name) => [name, { type: 'string', pattern: '^/' }])),
    },
    discovery: { type: 'boolean' },
    aliases: { type: 'object', additionalProperties: { enum: Object.keys(paths) } },
    redirectUris: { enum: ['exact', 'wildcard', 'any'] },
    unknownClients: { enum: ['refuse', 'accept'] },
    capacity: { type: 'integer', minimum: 1 },
  },
} as const

/** The JSON Schema of a mock options file. */
export const mockFileSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: text,
    host: text,
    port: { type: 'integer', minimum: 0, maximum: 65_535 },
    issuer: { anyOf: [{ enum: ['from-request'] }, { type: 'string', pattern: '^https?://[^?#]+$' }] },
    backchannel: { enum: ['issuer', 'from-request'] },
    proxy: {
      anyOf: [
        { type: 'boolean' },
        { type: 'object', required: ['trust'], additionalProperties: false, properties: { trust: texts } },
      ],
    },
    hosts: texts,
    tls,
    clientCertificates: { type: 'boolean' },
    plainPort: { type: 'integer', minimum: 0, maximum: 65_535 },
    store: {
      type: 'object',
      required: ['redis'],
      additionalProperties: false,
      properties: { redis: { type: 'string', pattern: '^rediss?://' }, prefix: text },
    },
    control: {
      anyOf: [
        { enum: ['loopback', 'off'] },
        { type: 'object', required: ['token'], additionalProperties: false, properties: { token: text } },
      ],
    },
    tenant,
    tenants: { type: 'object', additionalProperties: tenant, propertyNames: { pattern: '^[A-Za-z0-9_-]+$' } },
  },
} as const
