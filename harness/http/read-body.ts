import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'

/** A body outgrew the limit; reading stopped there. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

const decoders: Record<string, (data: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

/** Pages may be in any encoding that their media type names; everything else of OAuth is UTF-8. */
function inWords(body: Buffer, type: string): string {
  const label = /html/i.test(type) ? /charset=["']?([\w:-]+)/i.exec(type)?.[1] : undefined
  try {
    return label === undefined ? body.toString('utf8') : new TextDecoder(label, { ignoreBOM: true }).decode(body)
  } catch {
    return body.toString('utf8')
  }
}

/** Reads a body up to `limit` bytes, before and after decompression; throws `TooLarge` beyond. */
export async function readBody(
  stream: AsyncIterable<Buffer>,
  encoding: string | undefined,
  limit: number,
  type = '',
): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > limit) throw new TooLarge(`more than ${limit} bytes`)
    chunks.push(chunk)
  }
  const raw = Buffer.concat(chunks)
  const decode = decoders[encoding?.trim().toLowerCase() ?? '']
  if (decode === undefined) return inWords(raw, type)
  try {
    return inWords(await decode(raw, { maxOutputLength: limit }), type)
  } catch (cause) {
    if (cause instanceof RangeError) throw new TooLarge(`more than ${limit} bytes after decompression`)
    throw cause
  }
}
