import { unescapedLevels } from './redact-unescape.ts'
import type { Hit, NeedleIndex } from './needles.ts'
import type { Span } from './redact-unescape.ts'

/** A registered secret found in a text: where, under which name, and how it was written there. */
export interface Finding extends Span {
  name: string
  /** `raw`, or the notations from the outside in, as in `json+percent` or `percent+base64`. */
  encoding: string
}

/**
 * Every occurrence of the indexed secrets in the text, also inside character escapes of any depth; a place is named
 * once per secret.
 */
export function findSecrets(text: string, index: NeedleIndex): Finding[] {
  const found = new Map<string, Finding>()
  for (const level of unescapedLevels(text)) {
    for (const hit of index.find(level.text)) {
      const { start, end, schemes } = level.origin(withSharedCharacters(level.text, hit))
      const notations =
        hit.needle.encoding === 'raw' && schemes.length > 0 ? schemes : [...schemes, hit.needle.encoding]
      const finding = { start, end, name: hit.needle.name, encoding: notations.join('+') }
      const place = `${start}:${end}:${finding.name}`
      if (!found.has(place)) found.set(place, finding)
    }
  }
  return widest([...found.values()].toSorted((a, b) => a.start - b.start || b.end - a.end))
}

/** Without the findings that lie inside an earlier one of the same secret. */
function widest(findings: Finding[]): Finding[] {
  const ends = new Map<string, number>()
  return findings.filter(({ name, end }) => {
    if (end <= (ends.get(name) ?? 0)) return false
    ends.set(name, end)
    return true
  })
}

// The base64 characters at the edge of a hit hold some bits of the secret, so they go with it, and the padding after them.
function withSharedCharacters(text: string, { start, end, needle }: Hit): Span {
  const before = needle.sharesBefore && /[\w+/-]/.test(text.charAt(start - 1)) ? 1 : 0
  if (!needle.sharesAfter || !/[\w+/-]/.test(text.charAt(end))) return { start: start - before, end }
  const padding = /^={0,2}/.exec(text.slice(end + 1, end + 3))?.[0].length ?? 0
  return { start: start - before, end: end + 1 + padding }
}

/** The text with the findings replaced by their names; where findings overlap, the widest ones name the place. */
export function replaceFindings(text: string, findings: Finding[]): string {
  const pieces: string[] = []
  let read = 0
  for (const cluster of overlapping(findings)) {
    pieces.push(text.slice(read, cluster.start), ...new Set(cluster.names))
    read = cluster.end
  }
  pieces.push(text.slice(read))
  return pieces.join('')
}

interface Cluster extends Span {
  names: string[]
}

function overlapping(findings: Finding[]): Cluster[] {
  const clusters: Cluster[] = []
  for (const { start, end, name } of findings) {
    const last = clusters.at(-1)
    if (last === undefined || start >= last.end) clusters.push({ start, end, names: [name] })
    else if (end > last.end) {
      last.end = end
      last.names.push(name)
    }
  }
  return clusters
}
