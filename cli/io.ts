/** A stream that text is written to; `process.stdout` is one. */
export interface Sink {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

export type SignalName = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

/** How the process is told to end, and ends at once. */
export interface Signals {
  on(name: SignalName, listener: () => void): void
  off(name: SignalName, listener: () => void): void
  stop(code: number): void
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Somebody at a terminal who answers questions. */
export interface Person {
  /** What was typed, without spaces around it; `hidden` is not shown while it is typed. Rejects with UsageError when the input ends. */
  ask(question: string, hidden?: boolean): Promise<string>
  /** Gives the terminal back. */
  leave(): void
}

/** The world of a command: everything it reads of the process and writes to it. */
export interface Io {
  readonly stdout: Sink
  readonly stderr: Sink
  /** What a person types; read only while one is asked. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  readonly env: Environment
  /** Absolute. */
  readonly cwd: string
  readonly signals: Signals
  /** Undefined where nobody sits: standard input is no terminal, or a CI system runs this. */
  readonly person?: () => Person
}
