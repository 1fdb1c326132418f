import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { TLSSocket } from 'node:tls'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import { WireAnswer } from '../wire/answer.ts'

const parts = 10

/** Breaks the connection without a word; the request itself may have been served. */
export function hangUp(ctx: KoaContextWithOIDC): void {
  const { socket } = ctx.req
  ctx.respond = false
  // There is no reset through TLS; its client sees the connection end.
  if (socket instanceof TLSSocket) socket.destroy()
  else socket.resetAndDestroy()
}

/** Announces the whole answer, sends half of it, and breaks the connection. */
export function breakOff(ctx: KoaContextWithOIDC): void {
  const bytes = Buffer.from(new WireAnswer(ctx).text)
  const { res } = ctx
  ctx.respond = false
  res.setHeader('content-length', bytes.length + 1)
  res.removeHeader('transfer-encoding')
  res.statusCode = ctx.status
  res.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => res.destroy())
}

/** Sends the body in ten parts, spread over some milliseconds. */
export function trickle(ctx: KoaContextWithOIDC, milliseconds: number): void {
  const answer = new WireAnswer(ctx)
  const bytes = Buffer.from(answer.text)
  const type = answer.header('content-type')
  ctx.body = Readable.from(slowly(bytes, milliseconds / parts))
  answer.setHeader('content-type', type)
  answer.setHeader('content-length', String(bytes.length))
}

async function* slowly(bytes: Buffer, wait: number): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(bytes.length / parts))
  for (let at = 0; at < bytes.length; at += size) {
    await pause(wait, undefined, { ref: false })
    yield bytes.subarray(at, at + size)
  }
}
