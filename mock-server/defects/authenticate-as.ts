import type { Client } from '../options.ts'
import type { WireRequest } from '../wire/request.ts'

/** Gives a request the right credentials of a client, in the place where it had others. */
export function authenticateAs({ client_id: id, client_secret: secret = '' }: Client, request: WireRequest): void {
  const { headers, form } = request
  if (headers.authorization === undefined) {
    form.set('client_id', id)
    form.set('client_secret', secret)
    return
  }
  const pair = [id, secret].map((part) => encodeURIComponent(part)).join(':')
  headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`
}
