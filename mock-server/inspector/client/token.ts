/** A JSON Web Token taken apart; nothing is verified. */
export interface Decoded {
  /** Where it was found, such as `responseBody.id_token`. */
  readonly place: string
  readonly header: unknown
  readonly claims: unknown
}

const shape = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/

function part(text = ''): unknown {
  const bytes = Uint8Array.from(
    atob(text.replaceAll('-', '+').replaceAll('_', '/')),
    (letter) => letter.codePointAt(0) ?? 0,
  )
  return JSON.parse(new TextDecoder().decode(bytes))
}

function decoded(place: string, token: string): Decoded[] {
  const [header, claims] = token.split('.')
  try {
    return [{ place, header: part(header), claims: part(claims) }]
  } catch {
    return []
  }
}

/** Every JWT in a value, however deep; a bearer token in a header counts too. */
export function tokensIn(value: unknown, place = ''): Decoded[] {
  if (typeof value === 'string') {
    const token = value.replace(/^(?:Bearer|DPoP) /i, '')
    return shape.test(token) ? decoded(place, token) : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => tokensIn(inner, place === '' ? key : `${place}.${key}`))
}
