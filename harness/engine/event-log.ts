import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

import { eventsFile, type LoggedEvent } from '../../reports/events.ts'
import { escapedJson } from '../../reports/writers/escaped-json.ts'
import { documentFacts } from '../document-facts.ts'
import { version } from '../version.ts'
import { runFacts, type Beginning } from './assemble.ts'
import type { RunEvent } from './events.ts'

// Distributes over the kinds of events, so that each keeps its own fields.
type Untimed<Event> = Event extends unknown ? Omit<Event, 'at'> : never

/**
 * Writes what happens to events.ndjson as it happens, so that a run that is killed leaves what it has found out. The
 * run.json of an earlier run goes when the first event comes: it would be taken for that of this one.
 */
export class EventLog {
  readonly #out: string
  readonly #frame: Beginning
  #file: number | undefined
  #broken = false

  constructor(out: string, frame: Beginning) {
    this.#out = out
    this.#frame = frame
  }

  hear(event: RunEvent): void {
    switch (event.kind) {
      case 'planned':
        this.#begin()
        this.#write({ ...event, documents: documentFacts(this.#frame.profile, event.checks) })
        break
      case 'started':
      case 'waiting':
      case 'judged':
        this.#write(event)
        break
      // The address of an errand is whole.
      case 'errand':
      case 'errand done':
    }
  }

  /** The last event; afterwards the file is closed. */
  end(interrupted: boolean): void {
    this.#write({ kind: 'ended', interrupted })
    this.close()
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }

  #begin(): void {
    this.#quietly(() => {
      mkdirSync(this.#out, { recursive: true })
      rmSync(join(this.#out, 'run.json'), { force: true })
      this.#file = openSync(join(this.#out, eventsFile), 'w')
    })
    this.#write({
      kind: 'begun',
      schema: 1,
      tool: { name: 'oauth-assay', version },
      run: runFacts(this.#frame),
    })
  }

  #write(event: Untimed<LoggedEvent>): void {
    const line = `${escapedJson({ at: new Date().toISOString(), ...event })}\n`
    this.#quietly(() => {
      if (this.#file !== undefined) writeSync(this.#file, line)
    })
  }

  /** A folder that cannot be written is told of where the report is written; the run goes on until then. */
  #quietly(work: () => void): void {
    if (this.#broken) return
    try {
      work()
    } catch {
      this.#broken = true
    }
  }
}
