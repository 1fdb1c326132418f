import { spawn, type ChildProcess } from 'node:child_process'
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The names of the folders that hold a `server.mjs`, sorted. */
export async function findServers(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).toSorted()
  const present = await Promise.all(names.map((name) => isThere(join(folder, name, 'server.mjs'))))
  return names.filter((_, index) => present[index])
}

export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

export interface Running extends AsyncDisposable {
  readonly issuer: string
}

/**
 * Starts `server.mjs` of a folder on a free port, as a process of its own, and waits for the issuer, the first line it
 * prints. Rejects when it ends before, or says nothing for `patience` milliseconds.
 */
export async function startServer(folder: string, patience = 60_000): Promise<Running> {
  const child = spawn(process.execPath, [join(folder, 'server.mjs'), '0'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
  const stop = () => end(child)
  try {
    return { issuer: await firstLine(child, patience, said), [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function firstLine(child: ChildProcess, patience: number, said: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`Expected the issuer on its first line, got ${what}`))
    const timer = setTimeout(() => fail(`nothing within ${patience / 1000} s`), patience)
    const lines = child.stdout === null ? undefined : createInterface({ input: child.stdout })
    lines?.once('line', (line) => {
      clearTimeout(timer)
      if (URL.canParse(line)) resolve(line)
      else fail(JSON.stringify(line))
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(`exit code ${code}: ${lastLine(said.join(''))}`)
    })
  })
}

/** Of a stack trace, the line that names the error. */
function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return (lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? 'it said nothing').trim()
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}

const imported = /(?:\bfrom\s+|\bimport\(\s*)'([^'.][^']*)'/g

/** The packages the modules of a folder import, as name@version by what is installed in `modules`; sorted. */
export async function packagesOf(folder: string, modules: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.mjs'))
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  const specifiers = texts.flatMap((text) => [...text.matchAll(imported)].map(([, name]) => name ?? ''))
  const names = new Set(specifiers.filter((name) => !name.startsWith('node:')).map(packageName))
  return Promise.all(
    [...names].toSorted().map(async (name) => {
      const about = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8')) as { version: string }
      return `${name}@${about.version}`
    }),
  )
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
