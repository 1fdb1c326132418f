import { createHash } from 'node:crypto'
import type { Store } from './store.ts'

const kind = 'IssuedJwt'

/** Keeps which record an access token in a form of its own stands for, for some seconds. */
export function rememberJwt(store: Store, jwt: string, id: string, seconds: number): void {
  store.save(kind, digest(jwt), { jti: id }, seconds)
}

/** The record id {@link rememberJwt} was told of a JWT. */
export function rememberedJwt(store: Store, jwt: string): string | undefined {
  return store.size(kind) === 0 ? undefined : store.peek(kind, digest(jwt))?.jti
}

function digest(jwt: string): string {
  return createHash('sha256').update(jwt).digest('base64url')
}
