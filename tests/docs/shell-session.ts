import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'

import type { CodeBlock } from './code-blocks.ts'

/** What came of one block of a session. */
export interface Outcome {
  readonly block: CodeBlock
  readonly output: string
}

// The port the pages name may be taken, and so may every other fixed one.
const usualPort = /\b4000\b/g

const server = /^(?:[A-Z_]+=\S+ )*npx oauth-assay mock\b(?!.*--(?:help|list-dialects))/

const marker = '@@ block of line '

// A line that starts a provider would never end: it goes to the background until the next one comes.
const prelude = (root: string): string => `set -eu
npx() {
  case "$1" in
    oauth-assay) shift; npm_command=exec node '${root}/dist/cli/main.js' "$@" ;;
    vitest) shift; node '${root}/node_modules/vitest/vitest.mjs' "$@" ;;
    *) echo "a page calls npx $1, which its session does not have" >&2; return 1 ;;
  esac
}
npm() { case "$1" in install | ci) echo 'installed' ;; *) echo "a page calls npm $1" >&2; return 1 ;; esac; }
provider=''
stop() { if [ -n "$provider" ]; then kill "$provider" 2>/dev/null || true; wait "$provider" 2>/dev/null || true; fi; provider=''; }
trap stop EXIT
serve() {
  stop
  : > provider.log
  ( npx() { shift; export npm_command=exec; exec node '${root}/dist/cli/main.js' "$@"; }; eval "$1" ) > provider.log 2>&1 &
  provider=$!
  until grep -q 'Ctrl+C' provider.log; do
    if ! kill -0 "$provider" 2>/dev/null; then cat provider.log; exit 1; fi
    sleep 0.05
  done
}
`

/**
 * Runs the shell blocks of a page in order, in one session in a folder in which its files lie; a free port stands for the usual one.
 * Rejects with all output when a command fails that should not.
 */
export async function runSession(
  blocks: readonly CodeBlock[],
  folder: string,
  root: string,
  files: readonly CodeBlock[] = [],
): Promise<Outcome[]> {
  const port = await freePort()
  const script = prelude(root) + blocks.map(partOf).join('\n')
  writeFileSync(join(folder, 'session.sh'), script.replaceAll(usualPort, String(port)))
  for (const { info, text: content } of files) {
    mkdirSync(dirname(join(folder, info)), { recursive: true })
    writeFileSync(join(folder, info), content.replaceAll(usualPort, String(port)))
  }
  const env = { ...environment(), ASSAY_MOCK_PORT: String(port) }
  const shell = spawn('bash', ['session.sh'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env })
  const [output, complaints, [code]] = await Promise.all([text(shell.stdout), text(shell.stderr), once(shell, 'exit')])
  if (code !== 0) throw new Error(`the session ended with ${String(code)}\n${output}\n${complaints}`)
  const told = output.replaceAll(new RegExp(`\\b${port}\\b`, 'g'), '4000')
  const outputs = told.split(new RegExp(`^${marker}\\d+\\n`, 'm')).slice(1)
  return blocks.map((block, index) => ({ block, output: outputs[index] ?? '' }))
}

/** A block whose fence says `exit=1` is one whose last command ends so. */
function partOf({ info, line, text: script }: CodeBlock): string {
  const code = /^exit=(\d+)/.exec(info)?.[1]
  const commands = withServers(script)
  const judged =
    code === undefined ? commands : `set +e\n${commands}\ncode=$?\nset -e\nif [ $code -ne ${code} ]; then exit 97; fi`
  return `printf '\\n%s\\n' '${marker}${line}'\n${judged}`
}

/** Vitest inside vitest must not take itself for a worker of the outer one. */
export function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST)/.test(name)))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('a port was asked for')
  return address.port
}

function withServers(script: string): string {
  const lines = script.replaceAll(/\\\n\s*/g, '').split('\n')
  return lines.map((line) => (server.test(line) ? `serve '${line.replaceAll("'", `'\\''`)}'` : line)).join('\n')
}
