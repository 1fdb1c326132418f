import type { IncomingMessage } from 'node:http'

const limit = 1024 * 1024

/** Reads a request body as text; rejects when it is larger than 1 MiB. */
export async function readText(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limit) throw new Error(`Expected a request body of at most ${limit} bytes, got more. Send less.`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString()
}

/** Does the request carry a form (RFC 6749, appendix B)? */
export function isForm(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded'
}
