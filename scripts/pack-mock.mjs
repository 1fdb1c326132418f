// Packs the mock alone, as oauth-assay-mock, from the same build: one folder without dependencies.
// Usage: node scripts/pack-mock.mjs [folder], after npm run build. Prints the path of the tarball.
import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const mock = join(root, 'dist/mock-server')
const place = resolve(process.argv[2] ?? join(root, '.build-mock'))
const folder = join(place, 'package')

/** What a user may have and need not: test frameworks, and a client for state that is shared. */
const optional = ['vitest', 'playwright', 'redis']
const doors = {
  index: 'index',
  'testing/index': 'testing',
  'testing/vitest': 'vitest',
  'testing/playwright': 'playwright',
}

// The part of jose's declarations that ours mention.
const jose = `export interface JWK { kty?: string; alg?: string; kid?: string; use?: string; [member: string]: unknown }
export type JWTPayload = Record<string, unknown>
export type GenerateKeyPairOptions = Record<string, unknown>
`

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const inputs = Object.keys(doors).map((name) => [name, join(mock, `${name}.js`)])
await bundle({
  input: { ...Object.fromEntries(inputs), cli: join(root, 'dist/cli/mock-main.js') },
  dir: folder,
  external: optional,
})
// What was bundled before is told of in the notices of that bundle.
appendFileSync(
  join(folder, 'THIRD-PARTY-NOTICES.txt'),
  `\n${'-'.repeat(80)}\n\n${readFileSync(join(mock, 'THIRD-PARTY-NOTICES.txt'), 'utf8')}`,
)
// Nobody needs the declarations of single defects.
cpSync(mock, folder, {
  recursive: true,
  filter: (from) => !/\.js$|NOTICES|\/(?:chunks|inspector|defects\/.*\/)/.test(from),
})
// The chunks lead there from the common folder of all that was bundled.
cpSync(join(mock, 'inspector'), join(folder, 'mock-server/inspector'), { recursive: true })
writeFileSync(join(folder, 'jose.d.ts'), jose)
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.d.ts') || name === 'jose.d.ts') continue
  const file = join(folder, name)
  const text = readFileSync(file, 'utf8')
  const up = '../'.repeat(name.split(/[\\/]/).length - 1) || './'
  if (text.includes("'jose'")) writeFileSync(file, text.replaceAll("'jose'", `'${up}jose.js'`))
}
copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
copyFileSync(join(root, 'docs/oauth-assay-mock.md'), join(folder, 'README.md'))
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`)

const packed = spawnSync('npm', ['pack', '--json', '--pack-destination', '..'], { cwd: folder, encoding: 'utf8' })
if (packed.status !== 0) throw new Error(`npm pack failed: ${packed.stderr}`)
const [{ filename }] = JSON.parse(packed.stdout)
console.log(join(place, filename))

function manifest() {
  const { version, license, engines, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const entries = Object.entries(doors).map(([file, name]) => [
    name === 'index' ? '.' : `./${name}`,
    { types: `./${file}.d.ts`, default: `./${file}.js` },
  ])
  return {
    name: 'oauth-assay-mock',
    version,
    description: 'A strict, scriptable OAuth 2.0 and OpenID Connect provider for development and tests.',
    license,
    type: 'module',
    bin: { 'oauth-assay-mock': 'cli.js' },
    exports: { ...Object.fromEntries(entries), './package.json': './package.json' },
    engines,
    peerDependencies: { ...peerDependencies, vitest: '^4.1.0' },
    peerDependenciesMeta: Object.fromEntries(optional.map((name) => [name, { optional: true }])),
  }
}
