const parts = ['protocol', 'hostname', 'port', 'pathname', 'search', 'hash'] as const
const names = {
  protocol: 'scheme',
  hostname: 'host',
  port: 'port',
  pathname: 'path',
  search: 'query',
  hash: 'fragment',
}

/** In what a redirect_uri differs from the registered one nearest to it, for the end of a sentence; empty when nothing is near. */
export function differs(sent: string, registered: readonly string[] = []): string {
  if (!URL.canParse(sent)) return sent === '' ? '' : ', which is no absolute URL'
  const all = registered.filter((uri) => URL.canParse(uri)).map((uri) => ({ uri, in: differences(sent, uri) }))
  const nearest = all.toSorted((a, b) => a.in.length - b.in.length)[0]
  if (!nearest || nearest.in.length > 2) return ''
  const where = nearest.in.map((part) => names[part]).join(' and ')
  return where === ''
    ? `, which is written otherwise than ${nearest.uri}`
    : `, whose ${where} is not that of ${nearest.uri}`
}

function differences(one: string, other: string): (typeof parts)[number][] {
  const [a, b] = [new URL(one), new URL(other)]
  return parts.filter((part) => a[part] !== b[part])
}
