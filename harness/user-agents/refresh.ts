import { resolve } from './addresses.ts'
import type { Refresh } from './page.ts'

const SHAPE = /^\s*(\d+(?:\.\d*)?)\s*(?:[;,]\s*)?(?:url\s*=\s*)?(.*)$/is

/** Reads the value of a `Refresh` header or meta element (HTML section 4.2.5.3); undefined when it is not one. */
export function readRefresh(content: string, base: string, page: string): Refresh | undefined {
  const [, seconds, rest] = SHAPE.exec(content) ?? []
  if (seconds === undefined) return undefined
  const reference = (rest ?? '').trim().replace(/^(["'])(.*?)\1.*$/s, '$2')
  const url = reference === '' ? page : resolve(reference, base)
  return url === undefined ? undefined : { url, seconds: Number(seconds) }
}
