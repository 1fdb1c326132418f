import type { AuthorizeOptions, Knock } from '../moves.ts'
import type { Answer, NoAnswer } from '../http/answer.ts'

/** Moves whose silence a check judges itself. */
export interface SilenceMoves {
  /** As knock, or the reason why no answer came. */
  knockOutcome(options?: AuthorizeOptions, change?: Knock): Promise<Answer | NoAnswer>
}
