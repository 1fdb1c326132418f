import { CommanderError } from 'commander'

import { printable } from '../reports/printable.ts'
import type { Io } from './io.ts'

/** Tells a failure on stderr and returns its exit code: 2 for what the person asked, 3 for what is ours. Never a stack, unless ASSAY_DEBUG is set. */
export function tellFailure(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const { message, code } = described(error)
  io.stderr.write(`${message}\n`)
  if (io.env['ASSAY_DEBUG'] && error instanceof Error) io.stderr.write(`${withCauses(error)}\n`)
  return code
}

function described(error: unknown): { message: string; code: 2 | 3 } {
  const message = messageOf(error)
  if (isConfigError(error)) return { message, code: 2 }
  if (error instanceof Error && error.name === 'UsageError') return { message: `assay: ${message}`, code: 2 }
  return {
    message: `assay: internal error: ${printable(message)}; please report it with what ASSAY_DEBUG=1 adds`,
    code: 3,
  }
}

/** An error that crossed a thread boundary is a plain object without a prototype. */
function messageOf(error: unknown): string {
  const carrier = typeof error === 'object' && error !== null && 'message' in error ? error.message : error
  return typeof carrier === 'string' ? carrier : JSON.stringify(carrier)
}

/** The message of a configuration error is one line for each problem, made where the problems were found. */
function isConfigError(error: unknown): boolean {
  return error instanceof Error && 'problems' in error && Array.isArray(error.problems)
}

function withCauses(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by: ${withCauses(error.cause)}` : ''
  return `${error.stack ?? error.message}${cause}`
}
