import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

import { UsageError } from '../harness/usage-error.ts'
import type { Person, Sink } from './io.ts'

/** Somebody at a terminal; `interrupted` is called on Ctrl+C. */
export function personAt(input: NodeJS.ReadableStream, output: Sink, interrupted: () => void): Person {
  let quiet = false
  const screen = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!quiet) output.write(chunk.toString('utf8'))
      done()
    },
  })
  const terminal = createInterface({ input, output: screen, terminal: true })
  const gone = new AbortController()
  terminal.on('SIGINT', () => {
    terminal.close()
    interrupted()
  })
  terminal.on('close', () => gone.abort())
  return {
    async ask(question, hidden = false) {
      try {
        const typed = terminal.question(`${question}: `, { signal: gone.signal })
        quiet = hidden
        return (await typed).trim()
      } catch {
        throw new UsageError('expected an answer, got the end of the input; say it with flags, see init --help')
      } finally {
        if (hidden) output.write('\n')
        quiet = false
      }
    },
    leave: () => terminal.close(),
  }
}
