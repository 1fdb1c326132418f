import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { parse } from 'yaml'

import { loadKnown } from '../../harness/target/config/known.ts'
import { loadConfig } from '../../harness/target/config/load.ts'
import { readDialectFile, readMockFile } from '../../mock-server/index.ts'
import { readSchema } from '../../scripts/reference/schema.ts'

/** What a YAML block is, by the keys it has. */
export type YamlKind =
  | 'target file'
  | 'part of a target file'
  | 'part of a target'
  | 'baseline'
  | 'mock file'
  | 'dialect'
  | 'of others'
  | 'empty'

const keysOf = (name: string, definition?: string): string[] => {
  const schema = readSchema(name)
  return Object.keys((definition === undefined ? schema : schema.definitions?.[definition])?.properties ?? {})
}

const known: Readonly<Record<'file' | 'target' | 'mock' | 'baseline', readonly string[]>> = {
  file: keysOf('config'),
  target: keysOf('config', 'target'),
  mock: keysOf('mock'),
  baseline: keysOf('known'),
}

/** Keys at the top of files that CI systems and container tools read; their own tools know whether they are right. */
const foreign = [
  'jobs',
  'runs',
  'on',
  'stages',
  'include',
  'services',
  'steps',
  'spec',
  'script',
  'image',
  'version',
  'pool',
]

/** The kind of a block; undefined when its keys belong to nothing that is known. */
export function kindOf(text: string): YamlKind | undefined {
  const value: unknown = parse(text)
  if (value === null || value === undefined) return 'empty'
  if (Array.isArray(value)) return 'of others'
  const keys = Object.keys(value)
  const within = (names: readonly string[]): boolean => keys.every((key) => names.includes(key))
  if (keys.includes('targets') && within(known.file)) return 'target file'
  if (Array.isArray(Object.entries(value).find(([key]) => key === 'known')?.[1]) && within(known.baseline))
    return 'baseline'
  if (within(known.target)) return 'part of a target'
  if (within(known.file)) return 'part of a target file'
  if (within(known.mock)) return 'mock file'
  if (within(['name', 'title', 'about', 'quirks', 'options'])) return 'dialect'
  return keys.some((key) => foreign.includes(key)) || isGitlab(value) ? 'of others' : undefined
}

/** A job of GitLab may have any name; what it holds gives it away. */
function isGitlab(value: object): boolean {
  const jobs = Object.values(value).filter((each): each is object => typeof each === 'object' && each !== null)
  return jobs.some((job) => 'script' in job || 'extends' in job || 'stage' in job)
}

/** Reads the block with the loader of its kind; rejects with what that complains of. */
export async function readBlock(kind: YamlKind, text: string, folder: string): Promise<void> {
  const file = join(folder, 'block.yaml')
  mkdirSync(folder, { recursive: true })
  if (kind === 'baseline') return void (await loadKnown(written(file, text)))
  if (kind === 'mock file') return void (await readMockFile(written(file, text)))
  if (kind === 'dialect') return void (await readDialectFile(written(file, text)))
  if (kind === 'of others' || kind === 'empty') return
  for (const [, path = ''] of text.matchAll(/\$\{file:([^}]+)\}/g)) written(join(folder, path), contentOf(path))
  for (const [, path = ''] of text.matchAll(/module: (\S+)/g))
    written(join(folder, path), 'export default () => undefined\n')
  await loadConfig(written(file, wholeOf(kind, text)), environmentOf(text))
}

function wholeOf(kind: YamlKind, text: string): string {
  if (kind === 'target file') return text
  if (kind === 'part of a target file') return `${text}\ntargets:\n  - issuer: http://127.0.0.1:1\n`
  const issuer = /^issuer:/m.test(text) ? '' : 'issuer: http://127.0.0.1:1\n'
  const lines = `${issuer}${text}`.split('\n')
  return `targets:\n${lines.map((line, index) => (line === '' ? '' : `${index === 0 ? '  - ' : '    '}${line}`)).join('\n')}`
}

/** A value for every variable the text names. */
function environmentOf(text: string): Record<string, string> {
  const names = [...text.matchAll(/\$\{env:(\w+)/g)].map(([, name = '']) => name)
  return Object.fromEntries(
    names.map((name) => [name, name.endsWith('ISSUER') ? 'http://127.0.0.1:1' : `value-of-${name}`]),
  )
}

function contentOf(path: string): string {
  if (!path.endsWith('.json')) return '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return JSON.stringify({ keys: [privateKey.export({ format: 'jwk' })] })
}

function written(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}
