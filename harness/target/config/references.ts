/** A piece of a string value: text as it is, or a reference to a value kept elsewhere. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'env'; readonly raw: string; readonly name: string; readonly fallback: string | undefined }
  | { readonly kind: 'file'; readonly raw: string; readonly path: string }
  | { readonly kind: 'unreadable'; readonly raw: string; readonly message: string; readonly fix: string }

const markers = /\$\$|\$\{[^}]*\}?/g

/** Splits a string into text and `${env:NAME}`, `${env:NAME:-default}`, `${file:path}`; `$$` is a dollar sign. */
export function parsePieces(value: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { 0: raw, index } of value.matchAll(markers)) {
    if (index > end) pieces.push({ kind: 'text', text: value.slice(end, index) })
    pieces.push(raw === '$$' ? { kind: 'text', text: '$' } : parseReference(raw))
    end = index + raw.length
  }
  if (end < value.length) pieces.push({ kind: 'text', text: value.slice(end) })
  return pieces
}

function parseReference(raw: string): Piece {
  if (!raw.endsWith('}'))
    return unreadable(
      raw,
      'a reference opens with ${ and is never closed',
      'close it with }, or write $$ for a dollar sign',
    )
  const inner = raw.slice(2, -1)
  if (inner.includes('${'))
    return unreadable(raw, 'a reference stands inside another', 'give the default as plain text')
  const [, name, fallback] = /^env:([A-Za-z_]\w*)(?::-(.*))?$/s.exec(inner) ?? []
  if (name !== undefined) return { kind: 'env', raw, name, fallback }
  const [, path] = /^file:(.+)$/s.exec(inner) ?? []
  if (path !== undefined) return { kind: 'file', raw, path: path.trim() }
  return unreadable(raw, `${raw} is not a reference`, suggestion(inner))
}

function suggestion(inner: string): string {
  const forms = '${env:NAME}, ${env:NAME:-default} or ${file:path}; $$ is a plain dollar sign'
  return /^[A-Za-z_]\w*$/.test(inner) ? `did you mean \${env:${inner}}? The forms are ${forms}` : `write ${forms}`
}

const unreadable = (raw: string, message: string, fix: string): Piece => ({ kind: 'unreadable', raw, message, fix })
