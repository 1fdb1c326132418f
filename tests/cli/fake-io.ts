import { EventEmitter } from 'node:events'

import type { Environment, Io } from '../../cli/io.ts'

/** A process that exists only in memory. */
export interface FakeIo extends Io {
  readonly printed: { stdout: string; stderr: string }
  /** Codes the process was stopped with. */
  readonly stops: number[]
  readonly emitter: EventEmitter
}

interface Options {
  readonly env?: Environment
  readonly cwd?: string
  readonly stdoutIsTTY?: boolean
  readonly stderrIsTTY?: boolean
}

/** An Io that remembers what was written to it and lets a test send signals. */
export function fakeIo({ env = {}, cwd = '/', stdoutIsTTY = false, stderrIsTTY = false }: Options = {}): FakeIo {
  const printed = { stdout: '', stderr: '' }
  const stops: number[] = []
  const emitter = new EventEmitter()
  return {
    printed,
    stops,
    emitter,
    env,
    cwd,
    stdout: { isTTY: stdoutIsTTY, columns: 100, write: (text) => (printed.stdout += text) },
    stderr: { isTTY: stderrIsTTY, columns: 60, write: (text) => (printed.stderr += text) },
    signals: {
      on: (name, listener) => void emitter.on(name, listener),
      off: (name, listener) => void emitter.off(name, listener),
      stop: (code) => void stops.push(code),
    },
  }
}
