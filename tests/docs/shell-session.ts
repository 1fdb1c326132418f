import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import type { CodeBlock } from './code-blocks.ts'

/** What came of one block of a session. */
export interface Outcome {
  readonly block: CodeBlock
  readonly output: string
}

const server = /^(?:[A-Z_]+=\S+ )*npx oauth-assay mock\b(?!.*--(?:help|list-dialects))/

const marker = '@@ block of line '

// A line that starts a provider would never end: it goes to the background until the next one comes.
const prelude = (root: string): string => `set -eu
npx() { shift; node '${root}/dist/cli/main.js' "$@"; }
provider=''
stop() { if [ -n "$provider" ]; then kill "$provider" 2>/dev/null || true; wait "$provider" 2>/dev/null || true; fi; provider=''; }
trap stop EXIT
serve() {
  stop
  ( npx() { shift; exec node '${root}/dist/cli/main.js' "$@"; }; eval "$1" ) > provider.log 2>&1 &
  provider=$!
  until grep -q 'Ctrl+C' provider.log; do
    if ! kill -0 "$provider" 2>/dev/null; then cat provider.log; exit 1; fi
    sleep 0.05
  done
}
`

/** Runs the shell blocks of a guide in order, in one session in a folder; rejects with all output when a command fails. */
export async function runSession(blocks: readonly CodeBlock[], folder: string, root: string): Promise<Outcome[]> {
  const parts = blocks.map((block) => `printf '\\n%s\\n' '${marker}${block.line}'\n${withServers(block.text)}`)
  writeFileSync(join(folder, 'session.sh'), prelude(root) + parts.join('\n'))
  const shell = spawn('bash', ['session.sh'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, complaints, [code]] = await Promise.all([text(shell.stdout), text(shell.stderr), once(shell, 'exit')])
  if (code !== 0) throw new Error(`the session ended with ${String(code)}\n${output}\n${complaints}`)
  const outputs = output.split(new RegExp(`^${marker}\\d+\\n`, 'm')).slice(1)
  return blocks.map((block, index) => ({ block, output: outputs[index] ?? '' }))
}

function withServers(script: string): string {
  const lines = script.replaceAll(/\\\n\s*/g, '').split('\n')
  return lines.map((line) => (server.test(line) ? `serve '${line.replaceAll("'", `'\\''`)}'` : line)).join('\n')
}
