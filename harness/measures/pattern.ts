import { createHash } from 'node:crypto'

import { bits, varyingParts } from './bits.ts'

/**
 * What makes the next value of a series foreseeable, in words, or undefined when nothing is seen. The values come in
 * the order of issue. A clock or a counter in front of enough chance (UUID version 7, ULID) is no pattern.
 */
export function pattern(values: readonly string[]): string | undefined {
  if (values.length < fewest || new Set(values).size < values.length) return undefined
  const whole = growth(varyingParts(values).map((value) => value.replaceAll('-', '')))
  if (whole !== undefined) return `as numbers the values ${whole}`
  const fields = columns(values)
  if (fields === undefined) return undefined
  const counting = fields.filter((field) => growth(field) !== undefined)
  const rest = fields.filter((field) => !counting.includes(field) && new Set(field).size > 1)
  if (counting.length === 0) return undefined
  if (counting.some((field) => rest.every((other) => isDigest(field, other)))) {
    return 'the values are a counter and a digest of that counter'
  }
  const left = rest.reduce((sum, field) => sum + bits(field), 0)
  return left < narrow ? `beside a part that ${growth(counting[0] ?? [])} only ${left} bits vary` : undefined
}

/** Fewer values may be in order by chance. */
const fewest = 8

/** Bits that a guesser can go through. */
const narrow = 64

/** The parts between separators, one list for each place; undefined when there is only one. */
function columns(values: readonly string[]): readonly (readonly string[])[] | undefined {
  const split = values.map((value) => value.split(/[^A-Za-z0-9]+/))
  const length = split[0]?.length ?? 0
  if (length < 2 || split.some((parts) => parts.length !== length)) return undefined
  return Array.from({ length }, (_, index) => split.map((parts) => parts[index] ?? ''))
}

/** How a series of numbers moves when its steps tell the next one, or undefined. */
function growth(texts: readonly string[]): string | undefined {
  for (const read of readings(texts)) {
    const numbers = texts.map(read)
    const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0n))
    if (steps[0] !== 0n && steps.every((step) => step === steps[0])) return 'move by the same step'
    const small = steps.every((step) => step > 0n && step < 1n << BigInt(narrow))
    if (small) return 'grow in small steps'
  }
  return undefined
}

type Read = (text: string) => bigint

function readings(texts: readonly string[]): readonly Read[] {
  const all = (form: RegExp): boolean => texts.every((text) => form.test(text))
  const reads: Read[] = []
  if (all(/^\d+$/)) reads.push((text) => BigInt(text))
  if (all(/^[\da-f]+$/i)) reads.push((text) => BigInt(`0x${text}`))
  if (all(/^[\w-]+$/)) reads.push((text) => BigInt(`0x0${Buffer.from(text, 'base64url').toString('hex')}`))
  return reads
}

/** Whether every text of the second list is a digest, or the beginning of one, of its neighbour in the first. */
function isDigest(sources: readonly string[], digests: readonly string[]): boolean {
  return ['md5', 'sha1', 'sha256', 'sha512'].some((algorithm) =>
    (['hex', 'base64url'] as const).some((encoding) =>
      digests.every((text, index) => {
        const digest = createHash(algorithm)
          .update(sources[index] ?? '')
          .digest(encoding)
        return text.length >= fewest && digest.startsWith(encoding === 'hex' ? text.toLowerCase() : text)
      }),
    ),
  )
}
