import { nearest } from '../harness/target/nearest.ts'
import { UsageError } from '../harness/usage-error.ts'
import type { Environment } from './io.ts'
import { portNumber, type MockFlags } from './mock-options.ts'

const prefix = 'ASSAY_MOCK_'

const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '')

function yes(text: string, name: string): boolean {
  if (/^(1|true|yes)$/i.test(text)) return true
  if (/^(0|false|no)$/i.test(text)) return false
  throw new UsageError(`${name}: expected true or false, got "${text}"`)
}

type Reader = (text: string, name: string) => Partial<MockFlags>

const readers: Readonly<Record<string, Reader>> = {
  PORT: (text, name) => ({ port: portNumber(text, name) }),
  HOST: (host) => ({ host }),
  ISSUER: (issuer) => ({ issuer }),
  BACKCHANNEL: (text, name) => ({ backchannel: yes(text, name) }),
  PROXY: (text, name) => ({ proxy: yes(text, name) }),
  TLS: (text, name) => ({ tls: yes(text, name) }),
  TLS_HOSTS: (text) => ({ tlsHost: words(text) }),
  TLS_CERT: (tlsCert) => ({ tlsCert }),
  TLS_KEY: (tlsKey) => ({ tlsKey }),
  TLS_OUT: (tlsOut) => ({ tlsOut }),
  LENIENT: (text, name) => ({ lenient: yes(text, name) }),
  REDIS: (redis) => ({ redis }),
  QUIET: (text, name) => ({ quiet: yes(text, name) }),
  DIALECT: (dialect) => ({ dialect }),
  CONFIG: (config) => ({ config }),
  LOGIN: (login) => ({ login: login as NonNullable<MockFlags['login']> }),
  DEFECTS: (text) => ({ defect: words(text) }),
  LIFETIMES: (text) => ({ lifetime: words(text) }),
  CONTROL: (control) => ({ control: control as NonNullable<MockFlags['control']> }),
  CONTROL_TOKEN: (controlToken) => ({ controlToken }),
}

/** What `ASSAY_MOCK_…` variables say; an empty one says nothing. Throws UsageError for a name that means nothing. */
export function environmentFlags(env: Environment): Partial<MockFlags> {
  const told = Object.entries(env).flatMap(([name, value = '']): Partial<MockFlags>[] => {
    if (!name.startsWith(prefix) || value === '') return []
    const read = readers[name.slice(prefix.length)]
    if (read) return [read(value, name)]
    const known = Object.keys(readers).map((one) => prefix + one)
    const near = nearest(name, known)
    throw new UsageError(
      `no variable is called ${name}; ${near === undefined ? `there are: ${known.join(', ')}` : `did you mean ${near}?`}`,
    )
  })
  return Object.assign({}, ...told) as Partial<MockFlags>
}
