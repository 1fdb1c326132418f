import type { IncomingMessage } from 'node:http'

const limit = 1024 * 1024

/** A request body larger than the mock reads; answered 413. */
export class BodyTooLarge extends Error {
  readonly status = 413
  readonly expose = true
}

const texts = new WeakMap<IncomingMessage, string>()

/** The body of a request as it was sent, when the mock itself read it; undefined when nobody did or oidc-provider did. */
export function readBefore(req: IncomingMessage): string | undefined {
  return texts.get(req)
}

/** Reads a request body as text; rejects with {@link BodyTooLarge} beyond 1 MiB. */
export async function readText(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limit) throw new BodyTooLarge(`Expected a request body of at most ${limit} bytes, got more. Send less.`)
    chunks.push(bytes)
  }
  const text = Buffer.concat(chunks).toString()
  texts.set(req, text)
  return text
}

/** Does the request carry a form (RFC 6749, appendix B)? */
export function isForm(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded'
}
