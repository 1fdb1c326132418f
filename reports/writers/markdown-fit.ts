/** A part of a page whose rows may be cut without harm to what stands around them. */
export interface Section {
  readonly head: readonly string[]
  readonly rows?: readonly string[]
  /** Rows shown at most. */
  readonly most?: number
  readonly foot?: readonly string[]
}

const ending = 'The rest does not fit here; the report has it.'

/** Sections one below the other in no more bytes of UTF-8 than the limit; each says how many of its rows are missing. */
export function fit(sections: readonly Section[], limit: number): string {
  const room = limit - sizeOf([ending])
  let text = ''
  for (const section of sections) {
    const lines = fitted(section, room - Buffer.byteLength(text))
    if (lines === undefined) return `${text}${ending}\n`
    text += lines.map((line) => `${line}\n`).join('')
  }
  return text
}

function fitted({ head, rows = [], most = Infinity, foot = [] }: Section, room: number): string[] | undefined {
  let left = room - sizeOf([...head, ...foot, ...missing(rows.length)])
  if (left < 0) return undefined
  const shown: string[] = []
  for (const row of rows.slice(0, most)) {
    left -= sizeOf([row])
    if (left < 0) break
    shown.push(row)
  }
  return [...head, ...shown, ...foot, ...missing(rows.length - shown.length)]
}

function missing(count: number): string[] {
  return count === 0 ? [] : [`${count} more in the report.`, '']
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0)
}
