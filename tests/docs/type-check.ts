import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { nameOf, root, type Page } from './pages.ts'

const configuration = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023', 'dom', 'esnext.disposable'],
    module: 'nodenext',
    moduleDetection: 'force',
    types: ['node'],
    strict: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
    // Packed from the same sources under a name of its own.
    paths: { 'oauth-assay-mock': [join(root, 'dist/mock-server/index.d.ts')] },
  },
  include: ['**/*.ts'],
}

/** Type-checks the TypeScript of pages as a reader's project would, in a folder that has the package installed; returns what tsc complains of. */
export async function typeCheck(pages: readonly Page[], folder: string): Promise<string[]> {
  for (const page of pages) place(page, join(folder, nameOf(page)))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration))
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const child = spawn(process.execPath, [compiler, '-p', folder], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return output.split('\n').filter((line) => line.includes('error TS'))
}

function place({ blocks }: Page, folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const { language, info, line, text: source } of blocks) {
    if (language !== 'ts') continue
    const name = /^[\w.-]+\.ts$/.test(info) ? info : `line-${line}.ts`
    writeFileSync(join(folder, name), source)
  }
}
