import type { Entry } from './api.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const kept = new Set(['authorization', 'content-type', 'accept', 'cookie', 'dpop'])

const texts = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String)

/** A request as a line for a shell; undefined when the journal does not say where it went. */
export function curlOf({ url, method, form, requestHeaders = {} }: Entry): string | undefined {
  if (url === undefined || url === '') return undefined
  const headers = Object.entries(requestHeaders)
    .filter(([name]) => kept.has(name) && !(name === 'content-type' && form !== undefined))
    .flatMap(([name, value]) => texts(value).map((text) => `-H ${quoted(`${name}: ${text}`)}`))
  const body = Object.entries(form ?? {}).flatMap(([name, value]) =>
    texts(value).map((text) => `--data-urlencode ${quoted(`${name}=${text}`)}`),
  )
  return [
    'curl -i',
    ...(method === 'GET' || body.length > 0 ? [] : [`-X ${method}`]),
    ...headers,
    ...body,
    quoted(url),
  ].join(' ')
}
