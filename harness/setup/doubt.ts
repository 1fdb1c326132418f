/** A fault of the set-up rather than of the server: what was seen, the key of the target it is about, and the remedy. */
export interface Doubt {
  /** Path of a key below the target, such as `['clients', 'web', 'client_secret']`. */
  readonly at: readonly (string | number)[]
  /** One sentence without a full stop. */
  readonly because: string
  /** What to write or to do, an imperative without a full stop. */
  readonly fix: string
  /** `said` by the server in words of a specification, or `guessed` from a page or a status. */
  readonly sure: 'said' | 'guessed'
}

/** What every sentence about the set-up begins with, so that reports can tell it from the server's doing. */
export const setUpMark = 'set-up: '

/** A doubt as a result tells it: shared word for word by everything it blocks. */
export function doubtSentence({ at, because, fix }: Doubt): string {
  return `${setUpMark}${because}; ${fix} (${at.join('.')})`
}
