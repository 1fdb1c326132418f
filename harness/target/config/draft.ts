import { isRecord } from '../../http/answer.ts'

/** Data of a file that may still have the wrong shape, so that its meaning can be judged together with its form. */
export type Draft = Readonly<Record<string, unknown>>

/** Named members that are mappings themselves; whatever else stands there is the schema's business. */
export function draftsOf(value: unknown): [name: string, draft: Draft][] {
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([name, member]) => (isRecord(member) ? [[name, member]] : []))
}

/** List items that are mappings, with their index. */
export function draftItems(value: unknown): [index: number, draft: Draft][] {
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown, index) => (isRecord(item) ? [[index, item]] : []))
}

/** The member as mapping; empty when it is absent or something else. */
export function draftAt(draft: Draft, key: string): Draft {
  const value = draft[key]
  return isRecord(value) ? value : {}
}

/** The member as text, or undefined. */
export function textAt(draft: Draft, key: string): string | undefined {
  const value = draft[key]
  return typeof value === 'string' ? value : undefined
}

/** The texts of a list member, with their index. */
export function textsAt(draft: Draft, key: string): [index: number, text: string][] {
  const value = draft[key]
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown, index) => (typeof item === 'string' ? [[index, item]] : []))
}
