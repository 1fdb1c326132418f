const whole = /^\{\{\s*([\w.:/-]+)\s*\}\}$/
const part = /\{\{\s*([\w.:/-]+)\s*\}\}/g

/**
 * Fills the templates of a JSON value from what they name: `{{user.email}}` alone becomes the value itself, whatever its
 * type, and undefined when there is none; inside a longer text it becomes text.
 */
export function fill(value: unknown, from: object): unknown {
  if (typeof value === 'string') return fillText(value, from)
  if (Array.isArray(value)) return value.map((each) => fill(each, from)).filter((each) => each !== undefined)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(each, from)]))
}

function fillText(text: string, from: object): unknown {
  const only = whole.exec(text)?.[1]
  if (only !== undefined) return at(from, only)
  return text.replaceAll(part, (_match, path: string) => written(at(from, path)))
}

function at(from: object, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => own(value, name), from)
}

function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Reflect.get(value, name)
}

function written(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
