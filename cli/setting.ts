import type { Io } from './io.ts'
import type { Parts } from './parts.ts'

/** What a command is built with: its world, the heavy parts, and where its exit code goes. */
export interface Setting {
  readonly io: Io
  readonly parts: Parts
  exit(code: number): void
}
