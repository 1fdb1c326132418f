import type { Provider } from './library.ts'

/** Has signed introspection answers name who asked as their audience (RFC 9701, section 5), where oidc-provider takes the token's. */
export function addressToCaller(provider: Provider): void {
  const answer = provider.IdToken.prototype
  const sound = answer.issue
  answer.issue = async function issue(options) {
    if (options.use === 'introspection') Reflect.deleteProperty(this.extra ?? {}, 'aud')
    return sound.call(this, options)
  }
}
