import type { KoaContextWithOIDC } from '../provider/library.ts'
import { pageHeaders } from './html.ts'

/** Answers with a page; the status stays as it was set. */
export function show(ctx: Pick<KoaContextWithOIDC, 'set' | 'type' | 'body'>, markup: string): void {
  ctx.set(pageHeaders)
  ctx.type = 'html'
  ctx.body = markup
}
