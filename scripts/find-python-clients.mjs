import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const aptGet = '/usr/bin/apt-get'
const packages = ['python3-authlib', 'python3-requests-oauthlib']

/**
 * The path of a Python that can import Authlib and requests-oauthlib: ASSAY_PYTHON, else a python3 on the PATH, else
 * the system's; undefined when there is none.
 */
export function findPythonClients() {
  const chosen = process.env.ASSAY_PYTHON
  if (chosen) return imports(chosen) ? chosen : undefined
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return [...folders, '/usr/bin']
    .map((folder) => join(folder, 'python3'))
    .find((file) => existsSync(file) && imports(file))
}

function imports(file) {
  const words = ['-c', 'import authlib.integrations.requests_client, requests_oauthlib']
  return spawnSync(file, words, { stdio: 'ignore', timeout: 20_000 }).status === 0
}

function install() {
  console.log(`no Python with Authlib and requests-oauthlib found: installing ${packages.join(' and ')} with apt-get`)
  const run = (...words) => spawnSync(aptGet, words, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  return run('update') && run('install', '-y', '--no-install-recommends', ...packages)
}

function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync(aptGet)
}

function main() {
  if (findPythonClients()) return
  if (!process.env.ASSAY_PYTHON && canInstall() && install() && findPythonClients()) return
  const chosen = process.env.ASSAY_PYTHON
  console.error(
    chosen
      ? `ASSAY_PYTHON names ${chosen}, which does not import authlib and requests_oauthlib`
      : 'no python3 was found that imports authlib and requests_oauthlib',
  )
  console.error(
    `install them with: apt-get install ${packages.join(' ')}, or: python3 -m pip install authlib requests-oauthlib`,
  )
  process.exitCode = 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
