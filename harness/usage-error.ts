/** The person at the keyboard asked for something that does not exist or cannot be; the message says what would work. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code = 'usage'
}
