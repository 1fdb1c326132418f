import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

/** A copy of an example with the package installed, as `npm install` leaves it: a folder and a program in `.bin`. */
export function installedExample(example: string, root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-example-'))
  cpSync(example, folder, { recursive: true })
  const programs = join(folder, 'node_modules/.bin')
  mkdirSync(programs, { recursive: true })
  symlinkSync(root, join(folder, 'node_modules/oauth-assay'), 'dir')
  const program = join(programs, 'assay')
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${root}/dist/cli/main.js' "$@"\n`)
  chmodSync(program, 0o755)
  return folder
}

/** What came of a script, and how to end what it left running. */
export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  stop(): void
}

/** Runs a script as the runner of a CI system does; what it starts in the background goes on until it is stopped. */
export async function runScript(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Ran> {
  const shell = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that exactly what it started can be ended.
    detached: true,
  })
  const [stdout, stderr] = await Promise.all([text(shell.stdout), text(shell.stderr), once(shell, 'exit')])
  return {
    code: shell.exitCode,
    stdout,
    stderr,
    stop() {
      if (shell.pid === undefined) return
      try {
        process.kill(-shell.pid)
      } catch {
        // Nothing was left running.
      }
    },
  }
}

/** A port of the loopback interface that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
