import type { Environment, Io, Sink } from './io.ts'

/** Flags about the look that every command takes. */
export interface Look {
  /** `--color` or `--no-color`; undefined when neither was given. */
  readonly color?: boolean | undefined
  readonly ascii?: boolean | undefined
}

const eraseLine = '\r\u001B[2K'

/** Results go to stdout, progress and diagnostics to stderr, so that a result can be piped. */
export class Output {
  readonly ascii: boolean
  readonly color: boolean
  /** Columns of a terminal on stdout; undefined for files, pipes and CI logs. */
  readonly width: number | undefined
  /** Whether a line of stderr may be rewritten. */
  readonly live: boolean
  readonly #io: Io
  #status = ''

  constructor(io: Io, look: Look = {}) {
    this.#io = io
    this.ascii = look.ascii ?? io.env['TERM'] === 'dumb'
    this.color = wantsColor(io.stdout, io.env, look)
    this.width = io.stdout.isTTY === true ? io.stdout.columns : undefined
    this.live = io.stderr.isTTY === true && !isSet(io.env['CI']) && io.env['TERM'] !== 'dumb'
  }

  /** Writes a result to stdout as it is. */
  result(text: string): void {
    this.status('')
    this.#io.stdout.write(text)
  }

  /** Writes a line to stderr, above the status if there is one. */
  note(line: string): void {
    const status = this.#status
    this.status('')
    this.#io.stderr.write(`${line}\n`)
    this.status(status)
  }

  /** Replaces the last line of the terminal; an empty text takes it away. Does nothing where lines cannot be rewritten. */
  status(text: string): void {
    if (!this.live || text === this.#status) return
    this.#io.stderr.write(eraseLine + [...text].slice(0, (this.#io.stderr.columns || 80) - 1).join(''))
    this.#status = text
  }
}

/** Flag, then FORCE_COLOR, then NO_COLOR, then the terminal: the order Node.js itself follows. */
export function wantsColor(sink: Sink, env: Environment, { color }: Look): boolean {
  if (color !== undefined) return color
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  if (isSet(env['NO_COLOR']) || env['TERM'] === 'dumb') return false
  return sink.isTTY === true
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== ''
}
