import { type Draft, draftAt, draftItems, draftsOf, textAt } from './draft.ts'
import type { Interpolated } from './interpolate.ts'
import { parseKeySet, privateMembers } from './key-set.ts'
import { type Finding, formatPath, type Path } from './problem.ts'
import { isOpen } from './secret-paths.ts'

interface SecretField {
  readonly path: Path
  readonly value: string
}

/**
 * Every value reports must not show: what references put into fields the protocol does not show to everybody, and all
 * credentials however they are written.
 */
export function secretValues(data: Draft, interpolated: readonly Interpolated[]): string[] {
  const filled = interpolated.flatMap(({ path, values }) => values.filter((value) => !isOpen(path, value)))
  const credentials = [...secretFields(data)].map(({ value }) => value)
  return [...new Set([...filled, ...credentials])].filter((value) => value !== '')
}

/** Credentials that stand in the file itself, one finding each. */
export function literalSecrets(data: Draft, interpolated: readonly Interpolated[]): Finding[] {
  const outside = interpolated.filter(({ values }) => values.length > 0).map(({ path }) => formatPath(path))
  return [...secretFields(data)]
    .filter(({ path }) => !outside.some((held) => holds(held, formatPath(path))))
    .map(({ path }) => ({
      path,
      message: 'a secret stands in the file as plain text',
      fix: `move it to the environment and write \${env:${variableName(path)}}`,
    }))
}

const holds = (outer: string, inner: string): boolean => inner === outer || inner.startsWith(`${outer}.`)

function* secretFields(data: Draft): Generator<SecretField> {
  for (const [index, target] of draftItems(data['targets'])) {
    const path: Path = ['targets', index]
    for (const [name, client] of draftsOf(target['clients'])) yield* clientSecrets([...path, 'clients', name], client)
    yield* keySetSecrets([...path, 'assertion'], draftAt(target, 'assertion'))
    for (const [name, user] of draftsOf(target['users'])) yield* member([...path, 'users', name], user, 'password')
    yield* member([...path, 'registration'], draftAt(target, 'registration'), 'initial_access_token')
    const headers = draftAt(target, 'headers')
    for (const name of Object.keys(headers).filter(carriesCredentials))
      yield* member([...path, 'headers'], headers, name)
  }
}

function* clientSecrets(path: Path, client: Draft): Generator<SecretField> {
  yield* member(path, client, 'client_secret')
  yield* member([...path, 'tls'], draftAt(client, 'tls'), 'key')
  yield* keySetSecrets(path, client)
}

function* keySetSecrets(path: Path, holder: Draft): Generator<SecretField> {
  const stated = holder['jwks']
  const keySet = typeof stated === 'string' ? parseKeySet(stated) : draftAt(holder, 'jwks')
  for (const [index, key] of draftItems(keySet?.keys))
    for (const name of privateMembers) yield* member([...path, 'jwks', 'keys', index], key, name)
}

function* member(path: Path, holder: Draft, key: string): Generator<SecretField> {
  const value = textAt(holder, key)
  if (value !== undefined && value !== '') yield { path: [...path, key], value }
}

const carriesCredentials = (header: string): boolean =>
  /^(proxy-)?authorization$|cookie|api-?key|token|secret/i.test(header)

function variableName(path: Path): string {
  const words = path.filter((segment) => typeof segment === 'string').slice(1)
  return words.slice(-2).join('_').toUpperCase().replaceAll(/\W+/g, '_')
}
