import { request } from 'node:http'
import type { MockServer } from '../../mock-server/index.ts'

export interface Heard {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly json: Record<string, unknown>
}

/** Asks a mock by another name than its address, which fetch does not allow; a form is posted. */
export function askAs(
  mock: MockServer,
  path: string,
  headers: Record<string, string>,
  form?: Record<string, string>,
): Promise<Heard> {
  const { hostname, port } = new URL(mock.url)
  const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
  const method = form === undefined ? 'GET' : 'POST'
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers: { ...type, ...headers }, agent: false }, (res) => {
      let text = ''
      res.setEncoding('utf8').on('data', (part: string) => (text += part))
      res.on('end', () => {
        const json: Record<string, unknown> = text.startsWith('{') ? JSON.parse(text) : {}
        resolve({ status: res.statusCode ?? 0, headers: res.headers, json })
      })
    })
    asking.once('error', reject).end(form && new URLSearchParams(form).toString())
  })
}
