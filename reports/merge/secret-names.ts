/** A stable name as it stands for a secret: ‹access_token#1›. */
const secretName = /‹(\w+)#(\d{1,15})›/g

/**
 * A copy of a plain JSON value in which the secrets of one part of a run have names of their own: each part numbers what it
 * meets from 1, and one name must not stand for two values. Part counted from 0.
 */
export function renamed<T>(value: T, part: number, parts: number): T {
  if (parts === 1) return value
  const text = JSON.stringify(value).replaceAll(
    secretName,
    (_, kind: string, number: string) => `‹${kind}#${(Number(number) - 1) * parts + part + 1}›`,
  )
  return JSON.parse(text) as T
}
