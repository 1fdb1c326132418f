// Packs the mock alone, as oauth-assay-mock, from the same build: one folder without dependencies.
// Usage: node scripts/pack-mock.mjs, after npm run build. Leaves a tarball in .build-mock/ and prints its path.
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const folder = join(root, '.build-mock/package')
const whole = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** What a user may have and need not: test frameworks, and a client for state that is shared. */
const optional = ['vitest', 'playwright', 'redis']

const doors = { mock: 'index', 'testing/vitest': 'vitest', 'testing/playwright': 'playwright' }

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
await bundle({
  input: {
    cli: join(dist, 'cli/mock-main.js'),
    index: join(dist, 'mock-server/index.js'),
    'testing/vitest': join(dist, 'mock-server/testing/vitest.js'),
    'testing/playwright': join(dist, 'mock-server/testing/playwright.js'),
  },
  dir: folder,
  external: optional,
})
cpSync(join(dist, 'mock-server'), folder, { recursive: true, filter: (from) => !/\.js$|chunks|NOTICES/.test(from) })
copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
copyFileSync(join(root, 'docs/oauth-assay-mock.md'), join(folder, 'README.md'))
writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest(), undefined, 2))

const { status, stdout, stderr } = spawnSync('npm', ['pack', '--json', '--pack-destination', '..'], {
  cwd: folder,
  encoding: 'utf8',
})
if (status !== 0) throw new Error(`npm pack failed\n${stderr}`)
const [{ filename }] = JSON.parse(stdout)
console.log(join(root, '.build-mock', basename(filename)))
