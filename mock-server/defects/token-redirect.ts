import type { WireAnswer } from '../wire/answer.ts'

/** A redirect that carries something in its fragment. */
export interface FragmentRedirect {
  readonly url: URL
  readonly fragment: URLSearchParams
}

/** The redirect that takes this parameter to the client in a fragment; undefined when the answer is none. */
export function inFragment({ location }: WireAnswer, name: string): FragmentRedirect | undefined {
  const fragment = new URLSearchParams(location?.hash.slice(1))
  return location !== undefined && fragment.has(name) ? { url: location, fragment } : undefined
}

/** Sends the client the fragment as it now stands. */
export function putFragment(answer: WireAnswer, { url, fragment }: FragmentRedirect): void {
  url.hash = fragment.toString()
  answer.location = url
}

/** Sends the client in the query what would come in the fragment. */
export function moveToQuery(answer: WireAnswer, { url, fragment }: FragmentRedirect): void {
  for (const [name, value] of fragment) url.searchParams.append(name, value)
  url.hash = ''
  answer.location = url
}
