import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const aptGet = '/usr/bin/apt-get'

/** The command of a redis-server that starts: ASSAY_REDIS_SERVER, else the one on the path; undefined when there is none. */
export function findRedis() {
  const command = process.env.ASSAY_REDIS_SERVER || 'redis-server'
  const started = spawnSync(command, ['--version'], { stdio: 'ignore', timeout: 20_000 })
  return started.status === 0 ? command : undefined
}

function install() {
  console.log('no redis-server found: installing the package redis-server with apt-get')
  const run = (...words) => spawnSync(aptGet, words, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  return run('update') && run('install', '-y', '--no-install-recommends', 'redis-server')
}

function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync(aptGet)
}

function main() {
  if (findRedis()) return
  if (!process.env.ASSAY_REDIS_SERVER && canInstall() && install() && findRedis()) return
  const chosen = process.env.ASSAY_REDIS_SERVER
  console.error(chosen ? `ASSAY_REDIS_SERVER names ${chosen}, which does not start` : 'no redis-server was found')
  console.error('install one: apt-get install redis-server, brew install redis (or set ASSAY_REDIS_SERVER to its path)')
  process.exitCode = 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
