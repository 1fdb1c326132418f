import { settle } from '../../mock-server/defaults.ts'
import { mockMeaning } from './mock-meanings.ts'
import { schemaPage } from './schema-page.ts'
import { readSchema, type Schema } from './schema.ts'

const example = `\`\`\`yaml
# yaml-language-server: $schema=./node_modules/oauth-assay/schema/mock.schema.json
port: 4000
tenant:
  login: automatic
  lifetimes: { access_token: 30 }
  users:
    - { username: carol, password: carol-password, claims: { email: carol@example.com } }
  clients:
    - client_id: app
      client_secret: app-secret-0123456789-abcdefghijklmnopqr
      grant_types: [authorization_code, refresh_token]
      redirect_uris: [http://localhost:3000/callback]
tenants:
  strict: { pkce: required, accessTokens: jwt }
\`\`\``

const intro = `Options of the mock provider, YAML or JSON: what \`assay mock --config\` reads, and what \`createMockServer\` takes in code. The
schema is \`oauth-assay/schema/mock.schema.json\`. Every key may be left out; a tenant without any is strict and sound.
[Configuring a mock](../guides/mock-configuration.md) tells how to use it.`

/** The page about the options file of the mock. */
export function mockFilePage(): string {
  return schemaPage({
    title: 'Mock file',
    intro,
    example,
    schema: withOneTenant(readSchema('mock')),
    meaning: mockMeaning,
    usual,
  })
}

/** Every tenant has the same options: they are told once. */
function withOneTenant(schema: Schema): Schema {
  const { tenant, tenants } = schema.properties ?? {}
  if (tenant === undefined || tenants === undefined) return schema
  return { ...schema, properties: { ...schema.properties, tenants: { ...tenants, additionalProperties: tenant } } }
}

const settings: Readonly<Record<string, unknown>> = { ...settle() }
const lifetimes: Readonly<Record<string, unknown>> = { ...settle().lifetimes }

function usual(path: string, name: string): unknown {
  if (path === 'tenant.lifetimes') return lifetimes[name]
  if (path !== 'tenant') return undefined
  const value = settings[name]
  const isShort = typeof value !== 'object' || (Array.isArray(value) && value.every((each) => typeof each === 'string'))
  return isShort && value !== Number.POSITIVE_INFINITY ? value : undefined
}
