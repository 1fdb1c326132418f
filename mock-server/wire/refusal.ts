import type { Refusal } from '../journal.ts'

/** The refusal behind an error of oidc-provider. */
export function refusalOf(error: Error): Refusal {
  const { error: code, error_detail: detail, error_description: description } = { ...textsOf(error) }
  // What a library below said means little without the sentence around it.
  if (code === 'invalid_request' && description !== undefined && detail !== undefined && error.cause !== undefined) {
    return { error: code, detail: `${description}: ${detail}` }
  }
  return { error: code ?? 'server_error', detail: detail ?? description ?? error.stack ?? error.message }
}

function textsOf(error: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(error).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}
