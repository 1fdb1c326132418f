import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

// It reads the files beside it; chunks lie in a folder of their own, from which this leads to it as before.
const asset = /^\.\.\/inspector\/assets\.js$/

// Names stay, so that a stack says where something happened.
const minify = { mangle: false, compress: false, codegen: { removeWhitespace: true } }

/** Bundles modules, says whose work went in, and gives the names of the files written. @param {{ input: Record<string, string>, dir: string, external: string[] }} wanted */
export async function bundle({ input, dir, external }) {
  const build = await rolldown({
    input,
    platform: 'node',
    // It takes calls for idle that are made for what they throw, decodeURIComponent among them.
    treeshake: false,
    external: [...external, ...external.map((name) => new RegExp(`^${name}/`)), asset],
    // depd, which koa brings, makes its warnings by eval; there is nothing to be done about it here.
    onLog: (level, log, report) => void (log.code === 'EVAL' || report(level, log)),
  })
  const { output } = await build.write({ dir, format: 'esm', chunkFileNames: 'chunks/[name]-[hash].js', minify })
  await build.close()
  writeFileSync(join(dir, 'THIRD-PARTY-NOTICES.txt'), notices(output.flatMap((file) => file.moduleIds ?? [])))
  return output.map(({ fileName }) => fileName)
}

/** The licences of the packages whose modules went into a bundle; throws when one has none to show. */
function notices(modules) {
  const folders = modules.map((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0]).filter(Boolean)
  return [...new Set(folders)]
    .toSorted((a, b) => a.localeCompare(b, 'en'))
    .map(notice)
    .join(`\n${'-'.repeat(80)}\n\n`)
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
  if (file === undefined && license === undefined) throw new Error(`${name} ${version} shows no licence`)
  const text = file === undefined ? `Licence: ${license}\n` : readFileSync(join(folder, file), 'utf8')
  return `${name} ${version}\n\n${text}`
}
