import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const entry = fileURLToPath(new URL('../reports/html/client/main.ts', import.meta.url))
const folder = fileURLToPath(new URL('../dist/reports/html/', import.meta.url))

/** The script of the HTML report, made from its sources. Throws when it could end the element it stands in. */
export async function bundleViewer() {
  const build = await rolldown({ input: entry, platform: 'browser' })
  const { output } = await build.generate({ format: 'iife', minify: true })
  await build.close()
  const [{ code }, ...others] = output
  if (others.length > 0)
    throw new Error(`Expected one script, got ${output.length} files. Import nothing lazily in the viewer.`)
  if (/<\/script|<!--|<script/i.test(code))
    throw new Error('Expected no markup in the viewer, got some. Write it with the h of dom.ts.')
  return code.trim()
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(folder, 'viewer.js'), await bundleViewer())
}
