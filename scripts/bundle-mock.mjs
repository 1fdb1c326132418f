import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const mock = join(dist, 'mock-server')
const { dependencies, exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

// Most of the time a mock takes to start is spent on finding and reading hundreds of files: those of oidc-provider, of what it
// brings, and of our defects. What is loaded later anyway stays outside.
const inside = new Set(['oidc-provider', 'jose'])
const external = [...Object.keys(dependencies).filter((name) => !inside.has(name)), 'redis', 'playwright']

function scripts(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name))
}

/** The files of the mock that the package exports, and those that its other rooms import. */
function doors() {
  const exported = Object.values(exports).map((entry) => resolve(dist, '..', entry.default ?? entry))
  const others = scripts(dist).filter((file) => !file.startsWith(mock))
  const imported = others.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, to]) =>
      resolve(dirname(file), to),
    ),
  )
  return [...new Set([...exported, ...imported])].filter((file) => file.startsWith(mock) && file.endsWith('.js'))
}

const input = Object.fromEntries(doors().map((file) => [relative(mock, file).slice(0, -'.js'.length), file]))
const before = scripts(mock)
const written = new Set(await bundle({ input, dir: mock, external }))
const inspector = join(mock, 'inspector/')
for (const file of before) if (!written.has(relative(mock, file)) && !file.startsWith(inspector)) rmSync(file)

// Whoever installs the package has no declarations of oidc-provider, and hooks seldom need them.
const types = ['Account', 'Adapter', 'AdapterPayload', 'AsymmetricSigningAlgorithm', 'ClientMetadata', 'Configuration']
writeFileSync(
  join(mock, 'provider/library.d.ts'),
  [
    '/** Types of oidc-provider; what they hold is told by its own documentation. */',
    ...[...types, 'KoaContextWithOIDC', 'Provider'].map((name) => `export type ${name} = any;`),
    '',
  ].join('\n'),
)
