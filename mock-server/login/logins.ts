import { loginScript, type LoginScript } from './script.ts'

/** What is known of the login a script may be meant for. */
interface Occasion {
  readonly client: string
}

/** The next logins of a tenant, each used once, in order; nobody is shown a page for them. */
export class Logins {
  readonly #knows: (user: string) => boolean
  #queue: LoginScript[] = []

  constructor(knows: (user: string) => boolean) {
    this.#knows = knows
  }

  /** Queues logins: a username, or a script. Throws on a script that means nothing and on a user the tenant does not have. */
  next(...scripts: readonly (string | LoginScript)[]): void {
    const read = scripts.map(loginScript)
    for (const script of read) {
      if ('user' in script && !this.#knows(script.user)) {
        throw new Error(`Expected a user of the tenant, got "${script.user}". Add it to the users first.`)
      }
    }
    this.#queue.push(...read)
  }

  /** Those still to come, in order. */
  list(): readonly LoginScript[] {
    return [...this.#queue]
  }

  /** Forgets those still to come. */
  clear(): void {
    this.#queue = []
  }

  /** The first one meant for an occasion, left in the queue. */
  peek(occasion: Occasion): LoginScript | undefined {
    return this.#queue.find((script) => isFor(script, occasion))
  }

  /** Takes a login out of the queue, as it is used now. */
  use(script: LoginScript): void {
    this.#queue = this.#queue.filter((other) => other !== script)
  }
}

function isFor({ client }: LoginScript, occasion: Occasion): boolean {
  return client === undefined || [client].flat().includes(occasion.client)
}
